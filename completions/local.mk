# Completions of the command line, installed where each shell looks for them.
# SPDX-License-Identifier: GPL-3.0-or-later

dist_noinst_DATA = completions/fhln.bash

bashcompletiondir = $(datadir)/bash-completion/completions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
dist_fishcompletion_DATA = completions/fhln.fish
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = completions/_fhln

# bash-completion loads the file that has the command's name.
install-data-local:
	$(MKDIR_P) '$(DESTDIR)$(bashcompletiondir)'
	$(INSTALL_DATA) '$(srcdir)/completions/fhln.bash' \
	  '$(DESTDIR)$(bashcompletiondir)/fhln'

uninstall-local:
	rm -f '$(DESTDIR)$(bashcompletiondir)/fhln'
