package dev.watchtower.platform.settings;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Checks every settings record before anything starts and names all faults at once. Spring Boot alone stops at the first
 * record that does not bind.
 */
class SettingsCheck implements EnvironmentPostProcessor, Ordered {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        // Our messages hold no expressions, and the interpreter for them takes long to start.
        try (var factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            var faults = settingsRecords()
                    .flatMap(type -> faults(type, environment, factory.getValidator()).stream())
                    .toList();
            if (!faults.isEmpty()) {
                throw new WrongSettings(faults);
            }
        }
    }

    private static Stream<Class<?>> settingsRecords() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.watchtower").stream()
                .map(found -> ClassUtils.resolveClassName(
                        Objects.requireNonNull(found.getBeanClassName()), SettingsCheck.class.getClassLoader()));
    }

    private static <T> List<String> faults(Class<T> type, ConfigurableEnvironment environment, Validator validator) {
        var prefix = type.getAnnotation(ConfigurationProperties.class).value();
        var binder = Binder.get(environment);
        var faults = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var property = prefix + "." + dashed(component.getName());
            var name = settingName(property, environment);
            try {
                var bound = binder.bind(property, Bindable.of(component.getType()));
                if (bound.isBound()) {
                    validator
                            .validateValue(type, component.getName(), bound.get())
                            .forEach(violation -> faults.add(name + " " + violation.getMessage()));
                }
            } catch (BindException e) {
                faults.add(name + " " + expected(component));
            }
        }
        faults.addAll(faultsOfTheWhole(type, prefix, binder, validator));
        return faults;
    }

    /** Rules over several settings; not asked while one of them cannot even be read. */
    private static <T> List<String> faultsOfTheWhole(Class<T> type, String prefix, Binder binder, Validator validator) {
        var components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        try {
            return binder.bind(prefix, Bindable.of(type))
                    .map(whole -> validator.validate(whole).stream()
                            .filter(violation -> !components.contains(
                                    violation.getPropertyPath().toString()))
                            .map(ConstraintViolation::getMessage)
                            .toList())
                    .orElse(List.of());
        } catch (BindException e) {
            return List.of();
        }
    }

    private static String expected(RecordComponent component) {
        var type = component.getType();
        if (type.isEnum()) {
            return "must be one of "
                    + Stream.of(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return type == int.class || type == long.class
                ? "must be a whole number"
                : "cannot be read" + (type == DataSize.class ? ": write a size such as 500MB" : "");
    }

    /** The environment variable that the property is filled from, or the property itself. */
    private static String settingName(String property, ConfigurableEnvironment environment) {
        for (var source : environment.getPropertySources()) {
            if (source.getProperty(property) instanceof CharSequence raw) {
                var matcher = PLACEHOLDER.matcher(raw);
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
        }
        return property;
    }

    private static String dashed(String component) {
        return HUMP.matcher(component).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
    }
}
