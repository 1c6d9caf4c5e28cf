# What fhln is delivered as: completions, packages, programs for other systems,
# each built in a directory of its own below the build directory.
# SPDX-License-Identifier: GPL-3.0-or-later

# Completions of the command line, installed where each shell looks for them.
dist_noinst_DATA = packaging/completions/fhln.bash

bashcompletiondir = $(datadir)/bash-completion/completions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
dist_fishcompletion_DATA = packaging/completions/fhln.fish
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = packaging/completions/_fhln

# bash-completion loads the file that has the command's name.
install-data-local:
	$(MKDIR_P) '$(DESTDIR)$(bashcompletiondir)'
	$(INSTALL_DATA) '$(srcdir)/packaging/completions/fhln.bash' \
	  '$(DESTDIR)$(bashcompletiondir)/fhln'

uninstall-local:
	rm -f '$(DESTDIR)$(bashcompletiondir)/fhln'

# fhln_VERSION_ARCHITECTURE.deb, in build-deb/.
.PHONY: deb
deb:
	@$(srcdir)/packaging/deb/build '$(VERSION)' $(srcdir) $(DISTFILES)
CLEANFILES += fhln_*.deb
EXTRA_DIST += packaging/deb/build packaging/deb/copyright

# Cross-compile src/fhln-freebsd; the compiler comes into build-freebsd/.
.PHONY: freebsd
freebsd:
	@$(srcdir)/packaging/cross/freebsd $(srcdir) $(DISTFILES)
CLEANFILES += src/fhln-freebsd
EXTRA_DIST += \
  packaging/cross/freebsd \
  packaging/cross/freebsd.site \
  packaging/cross/mirror \
  packaging/cross/package-lock.json \
  packaging/cross/package.json \
  packaging/cross/zig.bash

# Where the program is that has the shared libraries of the system.
if STATIC_PROGRAM
shared_builddir = build-shared
else
shared_builddir = .
endif

# Build that in build-shared/.
.PHONY: shared build-shared/src/fhln
shared: build-shared/src/fhln
build-shared/src/fhln:
	@$(srcdir)/packaging/cross/shared $(srcdir) $(DISTFILES)
EXTRA_DIST += packaging/cross/shared

# Build src/fhln.wasm, in build-wasi/.
.PHONY: wasi
wasi:
	@MAKE='$(MAKE)' $(srcdir)/packaging/wasi/build $(srcdir) $(DISTFILES)
EXTRA_DIST += \
  packaging/wasi/build \
  packaging/wasi/config.site \
  packaging/wasi/include/dirent.h \
  packaging/wasi/include/fcntl.h \
  packaging/wasi/include/signal.h \
  packaging/wasi/include/stdio.h \
  packaging/wasi/include/sys/random.h \
  packaging/wasi/include/unistd.h

if PLATFORM_WASI
src_fhln_LDFLAGS += -Wl,-Map=$@.map
noinst_DATA = src/fhln.checked

# With chdir in the program, libc's linkat takes DEST for SOURCE where both
# are relative names.  The map must show what it is searched for.
src/fhln.checked: src/fhln$(EXEEXT)
	$(AM_V_at)if ! grep -q '(linkat)$$' $<.map; then \
	  echo 'the link map is not as expected: $<.map' >&2; exit 1; \
	elif grep -E '\((chdir|chdir\.[a-z.]+)\)' $<.map >&2; then \
	  echo 'chdir must not be linked in: it breaks linkat' >&2; \
	  rm -f $<; exit 1; \
	fi
	$(AM_V_at)touch $@
endif

# The tarball and programs for other systems, in build-release/.
.PHONY: release
release: dist
	@MAKE='$(MAKE)' $(srcdir)/packaging/release '$(VERSION)' $(srcdir) \
	  $(DISTFILES)
EXTRA_DIST += packaging/release
