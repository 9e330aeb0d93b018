package dev.watchtower;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.platform.database.CommandDatabase;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.watchtower");

    @Test
    void modulesImportOnlyFromTheFloorsBelowThem() {
        ApplicationModules.of(Watchtower.class).verify();
    }

    @Test
    void onlyAFewPassTheRowLevelPolicies() {
        assertThat(usersOf(OwnerDatabase.class))
                .containsExactlyInAnyOrder(
                        "dev.watchtower.platform.database.DatabaseConfiguration", // makes it
                        "dev.watchtower.tracking.FoldKeeper", // keeps what follows from positions of all organizations
                        "dev.watchtower.tracking.LiveFleetReader", // reads all organizations at start
                        "dev.watchtower.tracking.NewsPublisher", // finds the organizations with news
                        "dev.watchtower.tracking.Partitions", // DDL
                        "dev.watchtower.tracking.PositionRecorder", // as RecorderConnections
                        "dev.watchtower.tracking.RecorderConnections", // COPY does not work under row-level security
                        "dev.watchtower.tracking.ProgressReader", // reads all organizations at start
                        "dev.watchtower.tracking.Refolder", // as FoldKeeper
                        "dev.watchtower.tracking.RoadOwner", // the lock and the epoch
                        "dev.watchtower.tracking.RuleBook", // the rules of all organizations
                        "dev.watchtower.tracking.TruckEraser"); // the request role has no right to delete positions
        assertThat(usersOf(CommandDatabase.class))
                .containsExactlyInAnyOrder(
                        "dev.watchtower.platform.backup.Backup",
                        "dev.watchtower.platform.backup.Commands", // opens it
                        "dev.watchtower.platform.backup.Restore",
                        "dev.watchtower.platform.encryption.KeyRotation"); // all organizations' secrets
    }

    private static Set<String> usersOf(Class<?> owner) {
        return CLASSES.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(owner)))
                .map(type -> type.getName().replaceAll("\\$.*", ""))
                .filter(name -> !name.equals(owner.getName()))
                .collect(Collectors.toSet());
    }

    @Test
    void jackson2IsOnlyForTheApiDocument() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.watchtower.platform.web.OpenApiConfiguration")
                .and(notNestedIn("dev.watchtower.platform.web.OpenApiConfiguration"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> notNestedIn(String outer) {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "not nested in " + outer, type -> !type.getName().startsWith(outer + "$"));
    }
}
