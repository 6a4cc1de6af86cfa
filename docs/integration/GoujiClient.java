import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Checks a report before it is published, by a gouji service or by the command: Java 17, no library.
 *
 * <p>{@code java GoujiClient.java 年报.docx} asks the service at {@code GOUJI_URL}; {@code java GoujiClient.java
 * --command 年报.docx} runs the command (what {@code GOUJI} names). Both give the same JSON, by the
 * schema docs/schema/output.schema.json, for the JSON library that you have; the exit status says what it comes to.
 */
public final class GoujiClient {
    /** What came of a check: the exit status of the command, and the JSON. */
    public record Result(int status, String json) {
        /** No finding at or above the fail level, and everything was checked. */
        public boolean mayPublish() {
            return status == 0;
        }
    }

    /** The report was not checked; whether to publish is for people to decide. */
    public static final class CannotCheckException extends Exception {
        public CannotCheckException(String message) {
            super(message);
        }
    }

    private static final HttpClient HTTP =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1).build();

    /** Asks the service; where it is busy, it is asked again. */
    public static Result ask(String service, String name, byte[] content)
            throws IOException, InterruptedException, CannotCheckException {
        String query = "/check?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + query))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/octet-stream")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
        for (int left = 5; ; left--) {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() == 200) {
                int status = response.headers().firstValue("X-Exit-Status").map(Integer::parseInt).orElse(2);
                return new Result(status, response.body());
            }
            if (response.statusCode() != 503 || left == 1) {
                // A problem as RFC 9457 has it: its "detail" is for people.
                throw new CannotCheckException(response.body());
            }
            long wait = response.headers().firstValue("Retry-After").map(Long::parseLong).orElse(1L);
            TimeUnit.SECONDS.sleep(wait);
        }
    }

    /** Runs the command on standard input. */
    public static Result run(String command, String name, byte[] content)
            throws IOException, InterruptedException, CannotCheckException {
        Process process = new ProcessBuilder(
            command, "check", "-", "--stdin-filename=" + name, "--format=json", "--isolated")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        // The command reads everything before it writes anything.
        try (var input = process.getOutputStream()) {
            input.write(content);
        }
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new CannotCheckException("gouji takes longer than a minute");
        }
        if (json.isEmpty()) {
            throw new CannotCheckException("gouji could not run, exit status " + process.exitValue());
        }
        return new Result(process.exitValue(), json);
    }

    /** Prints what came of a report; ends with 0, 1 or 2 as the command does. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean byCommand = args[0].equals("--command");
        Path file = Path.of(args[args.length - 1]);
        String name = file.getFileName().toString();
        byte[] content = Files.readAllBytes(file);
        try {
            Result result = byCommand
                ? run(System.getenv().getOrDefault("GOUJI", "gouji"), name, content)
                : ask(System.getenv().getOrDefault("GOUJI_URL", "http://127.0.0.1:8617"), name, content);
            System.out.println(result.json());
            System.exit(result.status());
        } catch (CannotCheckException error) {
            System.err.println(error.getMessage());
            System.exit(2);
        }
    }
}
