package dev.writ.api.notification;

import dev.writ.api.platform.PublicUrl;
import dev.writ.api.platform.ServeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Posts notices to webhooks. Each attempt has a connection of its own to an address that was just checked, follows nothing, reads
 * no more of the answer than it needs, and ends in bounded time.
 */
@Component
class WebhookSender implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 16 << 10;
    private static final int LONGEST_ANSWER = 16 << 10;
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    private final Webhooks webhooks;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final DeliveryPlan plan;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    WebhookSender(
            Webhooks webhooks,
            PublicUrl publicUrl,
            ServeOptions options,
            Clock clock,
            ObjectProvider<DeliveryPlan> plan) {
        this.webhooks = webhooks;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.plan = plan.getIfAvailable(DeliveryPlan::standard);
        this.client = client(options.outbound().privateWebhooks(), this.plan);
    }

    private static CloseableHttpClient client(boolean anywhere, DeliveryPlan plan) {
        Timeout wait = Timeout.of(plan.sendTime());
        var lines = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_LINE)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new PublicAddresses(anywhere))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(lines)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(wait)
                        .build())
                .setMaxConnPerRoute(plan.atOnce())
                .setMaxConnTotal(plan.atOnce())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(wait)
                        .setResponseTimeout(wait)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("writ")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Tries once. */
    Attempt send(Outgoing notice) {
        Optional<Webhooks.Target> target = webhooks.target(notice.tenant(), notice.webhook());
        return target.map(to -> post(to, notice))
                .orElseGet(() -> new Attempt.Refused(Optional.empty(), "the webhook takes nothing any more"));
    }

    private Attempt post(Webhooks.Target target, Outgoing notice) {
        if (target.secrets().isEmpty()) {
            return new Attempt.Failed(Optional.empty(), "the node that tried cannot read the webhook's secret");
        }
        byte[] body = WebhookBody.of(notice, publicUrl.text());
        String id = "msg_" + notice.id();
        long seconds = clock.instant().getEpochSecond();
        var post = new HttpPost(target.url());
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(seconds));
        post.setHeader("webhook-signature", signatures(target, id, seconds, body));
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> deadline =
                deadlines.schedule(post::cancel, plan.sendTime().toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(post), post, null);
            readALittle(response);
            // Closing alone would read the rest, however long that is.
            post.cancel();
            closeQuietly(response);
            return judged(response.getCode());
        } catch (IOException | HttpException e) {
            return new Attempt.Failed(Optional.empty(), reason(e, post.isCancelled()));
        } finally {
            deadline.cancel(false);
        }
    }

    /** One for each secret, so that receivers can change from one to the other at any time. */
    private static String signatures(Webhooks.Target target, String id, long seconds, byte[] body) {
        return target.secrets().stream()
                .map(secret -> Signature.of(secret.toArray(), id, seconds, body))
                .collect(Collectors.joining(" "));
    }

    /** The status was received, and that is all that counts. */
    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("an answer was cut off: {}", e.getMessage());
        }
    }

    private static Attempt judged(int status) {
        if (status >= 200 && status < 300) {
            return new Attempt.Delivered(Optional.of(status));
        }
        if (status == 410) {
            return new Attempt.Gone(status);
        }
        String what = status >= 300 && status < 400 ? "a redirect, which is not followed" : "status " + status;
        return new Attempt.Failed(Optional.of(status), "the receiver answered with " + what);
    }

    /** A receiver that says a few words is not cut off while it speaks. */
    private static void readALittle(ClassicHttpResponse response) {
        if (response.getEntity() == null) {
            return;
        }
        try {
            InputStream answer = response.getEntity().getContent();
            answer.readNBytes(LONGEST_ANSWER);
        } catch (IOException e) {
            LOG.debug("an answer broke off: {}", e.getMessage());
        }
    }

    private String reason(Exception e, boolean cancelled) {
        if (cancelled) {
            return "no answer within " + plan.sendTime().toMillis() + " ms";
        }
        return switch (e) {
            case PublicAddresses.RefusedException _ -> "the host's address is not a public one";
            case UnknownHostException _ -> "the host's name cannot be resolved";
            case SocketTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "the connection was refused";
            case SSLException _ -> "TLS with the receiver failed, or its certificate is not trusted";
            default -> "the connection broke, or the answer was no HTTP";
        };
    }

    @Override
    public void destroy() {
        hangUp();
        deadlines.shutdownNow();
    }

    /** Ends every attempt that is under way, as when the service stops. */
    void hangUp() {
        client.close(CloseMode.IMMEDIATE);
    }
}
