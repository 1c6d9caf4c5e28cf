# Packages, built in directories of their own below the build directory.
# SPDX-License-Identifier: GPL-3.0-or-later

# fhln_VERSION_ARCHITECTURE.deb, in build-deb/.
.PHONY: deb
deb:
	@$(srcdir)/packaging/deb '$(VERSION)' $(srcdir) $(DISTFILES)
CLEANFILES += fhln_*.deb
EXTRA_DIST += packaging/deb packaging/copyright

# The tarball and programs for other systems, in build-release/.
.PHONY: release
release: dist
	@MAKE='$(MAKE)' $(srcdir)/packaging/release '$(VERSION)' $(srcdir) \
	  $(DISTFILES)
EXTRA_DIST += packaging/release
