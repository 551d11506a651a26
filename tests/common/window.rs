//! A terminal that can be closed while a program runs in it.
#![cfg(unix)]

use std::fs;
use std::process::{Child, Command, Stdio};

/// A terminal of its own for a program: what it draws comes from the other end, and closing that is closing the window.
pub struct Window {
    master: std::os::fd::OwnedFd,
    inside: fs::File,
}

impl Window {
    pub fn open() -> Self {
        use rustix::pty::{self, OpenptFlags};
        let master = pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        pty::grantpt(&master).unwrap();
        pty::unlockpt(&master).unwrap();
        let name = pty::ptsname(&master, Vec::new()).unwrap();
        let inside = fs::File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        Self { master, inside }
    }

    /// Starts `command` in it.
    pub fn run(&self, command: &mut Command) -> Child {
        let end = || Stdio::from(self.inside.try_clone().unwrap());
        command.stdin(end()).stderr(end()).env("TERM", "xterm").spawn().unwrap()
    }

    /// Waits until something that contains `text` is drawn in it.
    pub fn wait_for(&self, text: &str) {
        let mut drawn = Vec::new();
        while !String::from_utf8_lossy(&drawn).contains(text) {
            let mut buffer = [0; 4096];
            let bytes = rustix::io::read(&self.master, &mut buffer).unwrap();
            drawn.extend(&buffer[..bytes]);
        }
    }

    /// Types `keys` into it.
    pub fn press(&self, keys: &str) {
        rustix::io::write(&self.master, keys.as_bytes()).unwrap();
    }
}

/// How `child` ends, which must be within two seconds.
pub fn ends_at_once(mut child: Child) -> std::process::ExitStatus {
    let id = child.id();
    let (ended, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || ended.send(child.wait().unwrap()));
    end.recv_timeout(std::time::Duration::from_secs(2)).unwrap_or_else(|_| {
        Command::new("kill").args(["-KILL", &id.to_string()]).status().unwrap();
        panic!("it goes on recording");
    })
}
