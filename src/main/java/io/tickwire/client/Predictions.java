package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Window;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Questions to models, over HTTP. Owner: the client's context. */
final class Predictions {
    private static final int OK = 200;
    private static final int HEX = 16;

    private final ClientOptions options;
    private final HttpClient http;

    Predictions(Vertx vertx, ClientOptions options) {
        this.options = options;
        this.http = vertx.createHttpClient();
    }

    /** @param model empty = the server's default */
    Future<Prediction> ask(String model, Window window) {
        return options.token()
                .get()
                .compose(token -> http.request(request(token))
                        .compose(request -> request.putHeader("Content-Type", "application/json")
                                .send(question(model, window).toString())
                                .compose(response -> response.body().map(body -> answer(response, body)))))
                .recover(failure -> Future.failedFuture(
                        failure instanceof TickwireException refused
                                ? refused
                                : failure instanceof TimeoutException
                                        ? new TickwireException("TIMEOUT", "no answer in time")
                                        : new TickwireException("CLOSED", "no answer: " + failure.getMessage())));
    }

    private RequestOptions request(String token) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                // ws to http, wss to https.
                .setAbsoluteURI(options.url().replaceFirst("^ws(s?://[^/?]+).*$", "http$1/api/v1/predict"))
                .setTimeout(options.requestTimeout().toMillis());
        if (token != null) {
            request.putHeader("Authorization", "Bearer " + token);
        }
        if (options.apiKey() != null) {
            request.putHeader("X-API-Key", options.apiKey());
        }
        return request;
    }

    private static ObjectNode question(String model, Window window) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        if (!model.isEmpty()) {
            question.put("model", model);
        }
        if (!window.symbol().isEmpty()) {
            question.put("symbol", window.symbol());
        }
        if (!window.timeframe().isEmpty()) {
            question.put("timeframe", window.timeframe());
        }
        if (window.newestMsc() != 0) {
            question.put("newest_time", IsoTime.format(window.newestMsc()));
        }
        ObjectNode series = question.putObject("series");
        window.series().forEach((name, values) -> {
            ArrayNode list = series.putArray(name);
            for (double value : values) {
                list.add(value);
            }
        });
        return question;
    }

    private static Prediction answer(HttpClientResponse response, Buffer body) {
        JsonNode answer = Json.parse(body.getBytes());
        if (response.statusCode() != OK || answer == null) {
            JsonNode problem = answer == null ? JsonNodeFactory.instance.objectNode() : answer;
            throw new TickwireException(
                    problem.path("code").asText("INTERNAL"),
                    problem.path("message").asText("HTTP " + response.statusCode()),
                    problem.path("details"));
        }
        JsonNode values = answer.path("forecast");
        double[] forecast = new double[values.size()];
        for (int i = 0; i < forecast.length; i++) {
            forecast[i] = values.get(i).doubleValue();
        }
        return new Prediction(
                answer.path("model").asText(),
                answer.path("version").asText(),
                Decision.valueOf(answer.path("decision").asText().toUpperCase(Locale.ROOT)),
                answer.path("margin").doubleValue(),
                forecast,
                Long.parseUnsignedLong(answer.path("input").asText(), HEX),
                answer.path("took_us").longValue());
    }

    void close() {
        http.close();
    }
}
