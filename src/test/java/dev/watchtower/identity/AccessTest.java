package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    @Test
    void whereNobodyActsNothingIsPermitted() {
        assertThatThrownBy(() -> Access.require(Permission.TRUCKS_READ)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Tenancy.run(Ids.next(), () -> Access.require(Permission.TRUCKS_READ)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatOneMayDoInAnOrganizationHoldsInNoOther() {
        var owner = new Access(new Access.Person(Ids.next(), Ids.next()), Ids.next(), Role.OWNER.permissions());
        assertThat(owner.in(() -> Access.permits(Permission.TRUCKS_WRITE))).isTrue();
        assertThatThrownBy(() -> owner.in(() -> Tenancy.in(Ids.next(), () -> Access.permits(Permission.TRUCKS_WRITE))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSystemMayDoEverythingInItsOrganizationAndNothingOnThePlatform() {
        Access.runSystem(Ids.next(), () -> {
            Access.require(Permission.ORGANIZATION_WRITE);
            assertThat(Access.permits(Permission.ORGANIZATIONS_READ)).isFalse();
        });
    }

    @Test
    void whoLacksAPermissionIsRefused() {
        var reader = new Access(new Access.Person(Ids.next(), Ids.next()), Ids.next(), Set.of(Permission.TRUCKS_READ));
        reader.in(() -> {
            Access.require(Permission.TRUCKS_READ);
            return null;
        });
        assertThatThrownBy(() -> reader.in(() -> {
                    Access.require(Permission.TRUCKS_WRITE);
                    return null;
                }))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("trucks:write");
    }

    @Test
    void theDocumentedTableOfRolesIsTheirs() throws IOException {
        var rows = Files.readAllLines(Path.of("docs/api.md")).stream()
                .dropWhile(line -> !line.startsWith("| permission |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> List.of(line.substring(1).split("\\|")))
                .toList();
        var roles = rows.getFirst().stream()
                .skip(1)
                .map(String::strip)
                .map(Role::of)
                .toList();
        var documented = new EnumMap<Role, Set<Permission>>(Role.class);
        roles.forEach(role -> documented.put(role, EnumSet.noneOf(Permission.class)));
        for (var row : rows.subList(2, rows.size())) {
            var permissions = Arrays.stream(
                            row.getFirst().replace("`", "").strip().split(" "))
                    .map(Permission::of)
                    .toList();
            for (int i = 0; i < roles.size(); i++) {
                if (row.get(i + 1).contains("x")) {
                    documented.get(roles.get(i)).addAll(permissions);
                }
            }
        }
        assertThat(documented.keySet()).contains(Role.OWNER, Role.AUDITOR).doesNotContain(Role.DRIVER, Role.CLIENT);
        documented.forEach(
                (role, permissions) -> assertThat(permissions).as(role.word()).isEqualTo(role.permissions()));
    }

    @Test
    void everyWordLeadsBackToItsRoleOrPermission() {
        for (var role : Role.values()) {
            assertThat(Role.of(role.word())).isSameAs(role);
            assertThat(role.permissions()).doesNotContainAnyElementsOf(Permission.OF_PLATFORM);
        }
        for (var permission : Permission.values()) {
            assertThat(Permission.of(permission.word())).isSameAs(permission);
        }
    }
}
