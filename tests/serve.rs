//! The service as a process.

#[cfg(not(feature = "serve"))]
#[test]
fn a_build_without_the_serve_feature_names_it() {
    let ran = crate::command::Folder::new().gouji("serve");
    assert!(ran.stderr.contains("检查服务要用带 serve 功能的 gouji"), "{ran:?}");
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[cfg(feature = "serve")]
mod served {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::net::TcpStream;
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use crate::command::{BALANCED, Folder, QINGHE, Ran, gouji, repository};
    use crate::generated::current;

    /// A service that runs until it is dropped.
    struct Service {
        process: Child,
        address: String,
    }

    impl Service {
        fn new(folder: &Path) -> Self {
            let mut command = gouji(folder, ["serve", "--address", "127.0.0.1:0"]);
            let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
            let mut line = String::new();
            let errors = process.stderr.take().unwrap();
            BufReader::new(errors).read_line(&mut line).unwrap();
            let address = line.split("http://").nth(1).and_then(|it| it.split(' ').next());
            let address = address.unwrap_or_else(|| panic!("{line}")).trim_end().to_owned();
            Self { process, address }
        }

        fn ask(&self, method: &str, path: &str, body: &[u8]) -> String {
            let mut stream = TcpStream::connect(&self.address).unwrap();
            let length = body.len();
            write!(
                stream,
                "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
            )
            .unwrap();
            stream.write_all(body).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            let (head, body) = answer.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
            body.to_owned()
        }
    }

    impl Drop for Service {
        fn drop(&mut self) {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }

    #[test]
    fn the_answer_is_what_the_command_prints() {
        let folder = Folder::new();
        folder.file("gouji.toml", "[[override]]\npaths = [\"2024/*\"]\nignore = [\"E\"]\n");
        let wrong = BALANCED.replace("| 38 | 9 |", "| 31 | 9 |");
        let docx = crate::word::from_markdown(&wrong);
        let archive = crate::word::zipped([("2024/a.md", wrong.as_bytes()), ("b/c.docx", &docx)]);
        let files: [(&str, &[u8]); 7] = [
            ("a.zip", &archive),
            ("a.md", wrong.as_bytes()),
            ("2024/a.md", wrong.as_bytes()),
            ("qinghe.txt", QINGHE.as_bytes()),
            ("年报.docx", &docx),
            ("not-read.md", b"2024\xff\xff\xfe\x00\x81"),
            ("empty.html", b""),
        ];
        let service = Service::new(folder.path());
        for (name, content) in files {
            folder.file(name, content);
            for (format, lang) in [("json", "zh"), ("json", "en"), ("html", "zh"), ("csv", "en")] {
                let args = format!("check {name} --format {format} --lang {lang}");
                let name = name.replace("年报", "%E5%B9%B4%E6%8A%A5");
                let path = format!("/check?name={name}&format={format}&language={lang}");
                assert_eq!(
                    service.ask("POST", &path, content),
                    folder.gouji(&args).stdout,
                    "{path}"
                );
            }
        }
        assert_eq!(service.ask("GET", "/rules", b""), folder.gouji("rules --json").stdout);
    }

    #[test]
    fn the_description_is_current() {
        let folder = Folder::new();
        let service = Service::new(folder.path());
        current("docs/openapi.json", &service.ask("GET", "/openapi.json", b""));
    }

    #[cfg(unix)]
    #[test]
    fn a_signal_ends_the_service_in_good_order() {
        for signal in ["INT", "TERM"] {
            let folder = Folder::new();
            let mut service = Service::new(folder.path());
            service.ask("POST", "/check?name=a.md", BALANCED.as_bytes());
            let id = service.process.id().to_string();
            assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
            assert!(service.process.wait().unwrap().success(), "{signal}");
        }
    }

    /// Clients for Java and Python hold back what is wrong, and say so by their exit status.
    #[test]
    fn clients_hold_back_what_is_wrong() {
        let wrong = BALANCED.replace("| 38 | 9 |", "| 31 | 9 |");
        let folder = Folder::new();
        let files =
            [("年报.md", BALANCED, 0, ""), ("错.md", &wrong, 1, "E002"), ("a.md", "a", 2, "")];
        for (name, content, ..) in files {
            folder.file(name, content);
        }
        let service = Service::new(folder.path());
        let client = |words: &[&str], name: &str| {
            let mut command = Command::new(words[0]);
            command.arg(repository().join("docs/integration").join(words[1]));
            command.args(&words[2..]).arg(name).current_dir(folder.path());
            command.env("GOUJI_URL", format!("http://{}", service.address));
            command.env("GOUJI", env!("CARGO_BIN_EXE_gouji")).env("PYTHONUTF8", "1");
            command.env("LC_ALL", "C.UTF-8").env("JAVA_TOOL_OPTIONS", "-Dfile.encoding=UTF-8");
            Ran::of(&mut command)
        };
        let java = "GoujiClient.java";
        let clients: [(&[&str], &str); 3] = [
            (&["python3", "serve.py"], "-V"),
            (&["java", java], "--version"),
            (&["java", java, "--command"], "--version"),
        ];
        for (words, version) in clients {
            let mut known = Command::new(words[0]);
            known.arg(version).stdout(Stdio::null()).stderr(Stdio::null());
            if !known.status().is_ok_and(|it| it.success()) {
                println!("skipped: there is no {}", words[0]);
                continue;
            }
            for (name, _, status, said) in files {
                let ran = client(words, name);
                assert_eq!(ran.status, status, "{words:?}: {ran:?}");
                assert!(ran.stdout.contains(said), "{words:?}: {ran:?}");
            }
        }
    }
}
