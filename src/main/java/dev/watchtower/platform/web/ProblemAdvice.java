package dev.watchtower.platform.web;

import dev.watchtower.platform.Problem;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Every refusal and fault of an end point, as problem details. What went wrong inside is logged, never sent. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    /** Class 22 of PostgreSQL's error codes. */
    private static final String DATA_EXCEPTION = "22";

    private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var faults = e.getBindingResult().getFieldErrors().stream()
                .map(fault -> new Problem.FieldFault(
                        fault.getField(), Objects.requireNonNullElse(fault.getDefaultMessage(), "is not valid")))
                .toList();
        return badRequest(e, faults, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var faults = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(fault -> new Problem.FieldFault(
                                Objects.requireNonNullElse(
                                        result.getMethodParameter().getParameterName(), "body"),
                                Objects.requireNonNullElse(fault.getDefaultMessage(), "is not valid"))))
                .toList();
        return badRequest(e, faults, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (causes(e).anyMatch(BodyLimit.BodyTooLarge.class::isInstance)) {
            return answer(e, BodyLimit.tooLarge(), headers, request);
        }
        if (e.getCause() instanceof DatabindException cause && !cause.getPath().isEmpty()) {
            var field = cause.getPath().getFirst().getPropertyName();
            return badRequest(
                    e,
                    List.of(new Problem.FieldFault(
                            Objects.requireNonNullElse(field, "body"), "cannot be read: it has the wrong form")),
                    request);
        }
        var sentence = e.getCause() instanceof JacksonException
                ? "The body is not the JSON that is asked for here."
                : "The body is missing or cannot be read.";
        return answer(e, Problem.detail(HttpStatus.BAD_REQUEST, "bad-request", sentence), headers, request);
    }

    /** Where a controller reads the body itself. */
    @ExceptionHandler(BodyLimit.BodyTooLarge.class)
    @Nullable
    ResponseEntity<Object> bodyTooLarge(BodyLimit.BodyTooLarge e, WebRequest request) {
        return answer(e, BodyLimit.tooLarge(), new HttpHeaders(), request);
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    @Nullable
    ResponseEntity<Object> typeMismatch(MethodArgumentTypeMismatchException e, WebRequest request) {
        return badRequest(
                e, List.of(new Problem.FieldFault(e.getName(), "cannot be read: it has the wrong form")), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var body = Problem.detail(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The file is larger than an upload may be (setting IMPORT_MAX_SIZE).");
        return answer(e, body, headers, request);
    }

    /** Text that no database can hold, such as a NUL character. */
    @ExceptionHandler(DataIntegrityViolationException.class)
    @Nullable
    ResponseEntity<Object> unstorable(DataIntegrityViolationException e, WebRequest request) {
        var cause = NestedExceptionUtils.getMostSpecificCause(e);
        if (cause instanceof SQLException fault
                && String.valueOf(fault.getSQLState()).startsWith(DATA_EXCEPTION)) {
            return answer(e, unreadable(), new HttpHeaders(), request);
        }
        return unexpected(e, request);
    }

    /** Parameters or parts that cannot be decoded. */
    @ExceptionHandler({InvalidParameterException.class, MultipartException.class})
    @Nullable
    ResponseEntity<Object> undecodable(Exception e, WebRequest request) {
        return answer(e, unreadable(), new HttpHeaders(), request);
    }

    private static ProblemDetail unreadable() {
        return Problem.detail(
                HttpStatus.BAD_REQUEST, "bad-request", "The request holds something that cannot be read as text.");
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        TransientDataAccessException.class
    })
    @Nullable
    ResponseEntity<Object> databaseAway(Exception e, WebRequest request) {
        if (causes(e).anyMatch(IllegalStateException.class::isInstance)) {
            return unexpected(e, request);
        }
        log.warn("database_away cause={}", e.toString());
        var problem =
                Problem.unavailable("The database does not answer just now. Try again shortly.", DATABASE_RETRY, e);
        return answer(e, problem.getBody(), problem.getHeaders(), request);
    }

    /** Chunks that are none, or fewer bytes than were announced. */
    @ExceptionHandler(BadRequestException.class)
    @Nullable
    ResponseEntity<Object> brokenBody(BadRequestException e, WebRequest request) {
        var body = Problem.detail(
                HttpStatus.BAD_REQUEST, "bad-request", "The body broke off, or is not framed as HTTP/1.1 asks.");
        return answer(e, body, new HttpHeaders(), request);
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        if (e instanceof SocketTimeoutException || DisconnectedClientHelper.isClientDisconnectedException(e)) {
            // who sends too slowly was answered 408 by Tomcat
            log.debug("client_gone cause={}", e.toString());
            return null;
        }
        log.error("request_failed", e);
        var body = Problem.detail(
                HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", "Something went wrong on our side. It has been noted.");
        return answer(e, body, new HttpHeaders(), request);
    }

    /** Gives Spring's own refusals (405, 406, 415 …) a type of ours as well. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = body instanceof ErrorResponse error ? error.getBody() : body;
        if (problem instanceof ProblemDetail detail && detail.getType() == null) {
            var known = Objects.requireNonNullElse(HttpStatus.resolve(status.value()), HttpStatus.BAD_REQUEST);
            detail.setType(Problem.detail(known, name(known), "").getType());
        }
        var told = problem instanceof ProblemDetail detail ? Problem.withRequestId(detail) : problem;
        if (told != null) {
            request.setAttribute(Problem.ANSWERED, told, RequestAttributes.SCOPE_REQUEST);
        }
        return super.createResponseEntity(told, headers, status, request);
    }

    private static String name(HttpStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private @Nullable ResponseEntity<Object> badRequest(
            Exception e, List<Problem.FieldFault> faults, WebRequest request) {
        var sentence = faults.isEmpty()
                ? "The request is not valid."
                : faults.getFirst().field() + " " + faults.getFirst().message();
        var body = Problem.detail(HttpStatus.BAD_REQUEST, "bad-request", sentence);
        body.setProperty("errors", faults);
        return answer(e, body, new HttpHeaders(), request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception e, ProblemDetail body, HttpHeaders headers, WebRequest request) {
        return handleExceptionInternal(e, body, headers, HttpStatusCode.valueOf(body.getStatus()), request);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
    }
}
