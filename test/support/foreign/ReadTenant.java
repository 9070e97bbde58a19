import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Gets a token as a client and reads below the tenant, as an application in plain Java does.
 *
 * <p>Takes RESOURCE, TENANT_ID, CLIENT_ID, CLIENT_SECRET and, for a private authority, AUTHORITY_FILE from the environment. The
 * arguments are paths below the tenant; each answer is printed on a line of its own.
 */
public class ReadTenant {
  private static final Map<String, String> ENV = System.getenv();

  public static void main(String[] paths) throws Exception {
    HttpClient client = newClient();
    String resource = ENV.get("RESOURCE");
    String metadata = send(client, request(resource + "/identity/.well-known/openid-configuration"));
    Map<String, String> form =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", ENV.get("CLIENT_ID"),
            "client_secret", ENV.get("CLIENT_SECRET"));
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder tokenRequest =
        request(textOf(metadata, "token_endpoint"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    String token = textOf(send(client, tokenRequest), "access_token");
    for (String path : paths) {
      String url = resource + "/api/v1/Tenants/" + ENV.get("TENANT_ID") + path;
      System.out.println(send(client, request(url).header("Authorization", "Bearer " + token)));
    }
  }

  private static HttpClient newClient() throws Exception {
    String file = ENV.get("AUTHORITY_FILE");
    if (file == null) return HttpClient.newHttpClient();
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream certificate = Files.newInputStream(Path.of(file))) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static String send(HttpClient client, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException("status " + answer.statusCode());
    return answer.body();
  }

  /** Returns a text of a JSON object; the JDK has no JSON parser. */
  private static String textOf(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!found.find()) throw new IllegalStateException("no " + name);
    return found.group(1);
  }
}
