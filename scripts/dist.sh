#!/bin/sh
# Makes a Debian package and a tarball of a built program, in target/dist; with the speech model MODEL where one is named.
# usage: dist.sh OUTLOUD [MODEL]     (OUTLOUD: the program)
set -eu
outloud=$1 model=${2:-} here=$(dirname "$0") dist=target/dist
target=$(rustc -vV | sed -n 's/^host: //p')
version=$("$outloud" --version | awk 'NR == 1 { print $2 }')
rm -rf "$dist"

# What every reader of the package needs besides the program, in FOLDER.
papers() {
    mkdir -p "$1"
    cp README.md CHANGELOG.md LICENSE docs/*.md "$1"
    python3 "$here/licences.py" "$target" >"$1/licences.txt"
    gzip -9n "$1/licences.txt" "$1/CHANGELOG.md"
}

# `outloud models pull` takes it from there instead of the network.
with_model() {
    [ -z "$model" ] || cp "$("$outloud" models path "$model")" "$1/share/outloud/"
}

name=outloud-$version-$target
"$here/install.sh" "$outloud" "$dist/$name"
papers "$dist/$name/share/doc/outloud"
cp README.md LICENSE docs/INSTALL.md "$dist/$name"
with_model "$dist/$name"
tar -C "$dist" --owner=0 --group=0 -czf "$dist/$name.tar.gz" "$name"
echo "made $dist/$name.tar.gz"

command -v dpkg-deb >/dev/null || { echo "no Debian package: dpkg-deb is not here"; exit 0; }
root=$dist/deb
"$here/install.sh" "$outloud" "$root/usr" share/zsh/vendor-completions
papers "$root/usr/share/doc/outloud"
mv "$root/usr/share/doc/outloud/LICENSE" "$root/usr/share/doc/outloud/copyright"
gzip -9n "$root"/usr/share/man/man1/*.1
with_model "$root/usr"
mkdir -p "$root/DEBIAN" "$dist/debian"
# `dpkg-shlibdeps` reads which packages the program's libraries come from, and wants a control file beside it.
printf 'Source: outloud\n\nPackage: outloud\nArchitecture: any\n' >"$dist/debian/control"
needs=$(cd "$dist" && dpkg-shlibdeps -O deb/usr/bin/outloud | sed -n 's/^shlibs:Depends=//p')
rm -r "$dist/debian"
arch=$(dpkg --print-architecture)
cat >"$root/DEBIAN/control" <<END
Package: outloud
Version: $version
Architecture: $arch
Section: sound
Priority: optional
Maintainer: outloud <outloud@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $needs
Description: speech-practice analyzer that runs wholly on this machine
 Records or reads an interview answer, recognises its words with whisper.cpp, and
 says what a listener noticed: length, pace, fillers, pauses and the parts of
 the story. Nothing is uploaded.
END
dpkg-deb -Zgzip --root-owner-group --build "$root" "$dist/outloud_${version}_$arch.deb" >/dev/null
rm -r "$root"
echo "made $dist/outloud_${version}_$arch.deb"
