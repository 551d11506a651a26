#!/bin/sh
# Puts the program, its manual pages and what shells need to finish its commands below PREFIX.
# usage: install.sh OUTLOUD PREFIX [FOLDER_OF_ZSH]     (OUTLOUD: the program; FOLDER_OF_ZSH: below PREFIX)
set -eu
outloud=$1 prefix=$2 zsh=${3:-share/zsh/site-functions}
bash=share/bash-completion/completions fish=share/fish/vendor_completions.d
mkdir -p "$prefix/bin" "$prefix/share/man/man1" "$prefix/share/outloud" "$prefix/$bash" "$prefix/$zsh" "$prefix/$fish"
install -m 755 "$outloud" "$prefix/bin/outloud"
"$outloud" man --quiet "$prefix/share/man/man1"
"$outloud" completions bash >"$prefix/$bash/outloud"
"$outloud" completions zsh >"$prefix/$zsh/_outloud"
"$outloud" completions fish >"$prefix/$fish/outloud.fish"
"$outloud" completions powershell >"$prefix/share/outloud/outloud.ps1"
