package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

/** A caller that hangs up is no failure of the service. */
class HungUpTest {
    private final ProblemWriter problems =
            new ProblemWriter(JsonMapper.builder().build());
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ledger/main/checkpoint");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Failures.class);
    }

    @Test
    void nobodyIsAnsweredAndNothingIsReported() throws Exception {
        var gone = new AsyncRequestNotUsableException("ServletOutputStream failed to write: Broken pipe");
        assertThat(new ProblemAdvice(problems).any(gone, request)).isNull();

        var response = new MockHttpServletResponse();
        new FailureFilter(problems).doFilter(request, response, (_, _) -> {
            throw new ClientAbortException(new IOException("Broken pipe"));
        });
        assertThat(response.getContentLength()).isZero();
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
    }

    @Test
    void anyOtherFailureIsReportedAndAnswered() throws Exception {
        var response = new MockHttpServletResponse();
        new FailureFilter(problems).doFilter(request, response, (_, _) -> {
            throw new IOException("the key file is gone");
        });
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(log.list).anyMatch(event -> event.getLevel() == Level.ERROR);
    }
}
