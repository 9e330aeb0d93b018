package dev.watchtower.platform.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API document at /api/openapi.json, of which the page's types are generated. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String BEARER = "bearer";
    private static final String KEY = "key";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Watchtower").version("v1"))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT"))
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-Api-Key")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }

    /** Every operation may answer with a problem. */
    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas("Problem", problem());
            var response = new ApiResponse()
                    .description("What is wrong")
                    .content(new Content()
                            .addMediaType(
                                    "application/problem+json",
                                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations()
                            .forEach(operation -> operation.getResponses().addApiResponse("default", response)));
        };
    }

    private static Schema<?> problem() {
        var fault = new ObjectSchema()
                .addProperty("field", new StringSchema())
                .addProperty("message", new StringSchema())
                .required(List.of("field", "message"));
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("errors", new ArraySchema().items(fault))
                .addProperty("requestId", new StringSchema())
                .required(List.of("type", "title", "status", "detail", "requestId"))
                .additionalProperties(true);
    }

    /**
     * Says of an answer's record what Jackson does: every component is sent, as null where it is {@code @Nullable}.
     * Records whose name ends in {@code Request} are what clients send, where a component may be left out.
     */
    @Bean
    ModelConverter answersAreComplete() {
        return new ModelConverter() {
            @Override
            @SuppressWarnings("rawtypes") // the interface's own signature
            public @Nullable Schema resolve(
                    AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
                var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
                JavaType java = Json31.mapper().constructType(type.getType());
                var raw = java.getRawClass();
                if (schema != null && raw.isRecord() && !raw.getSimpleName().endsWith("Request")) {
                    var target = schema.get$ref() == null
                            ? schema
                            : context.getDefinedModels()
                                    .get(schema.get$ref()
                                            .substring(schema.get$ref().lastIndexOf('/') + 1));
                    if (target != null) {
                        for (var component : raw.getRecordComponents()) {
                            describe(target, component);
                        }
                    }
                }
                return schema;
            }
        };
    }

    @SuppressWarnings("unchecked") // swagger's map of properties is raw
    private static void describe(Schema<?> record, RecordComponent component) {
        var json = component.getAccessor().getAnnotation(JsonProperty.class);
        var name = json == null ? component.getName() : json.value();
        var property =
                record.getProperties() == null ? null : record.getProperties().get(name);
        var type = component.getAnnotatedType();
        if (property != null && type.isAnnotationPresent(Nullable.class)) {
            if (property.get$ref() == null) {
                property.addType("null");
            } else {
                record.getProperties()
                        .put(name, new Schema<>().addOneOfItem(property).addOneOfItem(nothing()));
            }
        }
        if (property != null
                && type instanceof AnnotatedParameterizedType container
                && List.of(container.getAnnotatedActualTypeArguments())
                        .getLast()
                        .isAnnotationPresent(Nullable.class)) {
            if (property.getItems() != null) {
                property.getItems().addType("null");
            }
            if (property.getAdditionalProperties() instanceof Schema<?> values && values.getTypes() != null) {
                values.addType("null"); // without types it may be anything
            }
        }
        if (record.getRequired() == null || !record.getRequired().contains(name)) {
            record.addRequiredItem(name);
        }
    }

    private static Schema<?> nothing() {
        var nothing = new Schema<>();
        nothing.addType("null");
        return nothing;
    }
}
