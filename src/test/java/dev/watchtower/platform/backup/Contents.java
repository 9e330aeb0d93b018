package dev.watchtower.platform.backup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** All that is in a schema, read by its owner. */
record Contents(JdbcClient database, String schema) {
    static Contents of(String url, String schema) {
        var source = new DriverManagerDataSource(url + "&currentSchema=" + schema);
        return new Contents(JdbcClient.create(source), schema);
    }

    /** Tables that hold rows, partitions one by one. */
    List<String> tables() {
        return database.sql("""
                        select relname from pg_class where relnamespace = to_regnamespace(?) and relkind = 'r'
                          and relname <> 'flyway_schema_history'""").param(schema).query(String.class).list();
    }

    /** Each table's rows as text, whatever the order of rows and columns. */
    Map<String, List<String>> rows() {
        var all = new TreeMap<String, List<String>>();
        for (var table : tables()) {
            all.put(
                    table,
                    database.sql("select row(" + columns(table) + ")::text from " + table + " order by 1")
                            .query(String.class)
                            .list());
        }
        return all;
    }

    String columns(String table) {
        return database.sql("""
                        select string_agg(quote_ident(attname), ', ' order by attname) from pg_attribute
                        where attrelid = ?::regclass and attnum > 0 and not attisdropped""").param(table).query(String.class).single();
    }

    /** Keys, policies, rights, indexes, sequences: what is around the rows. */
    List<String> surroundings() {
        return database.sql("""
                        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                        where connamespace = to_regnamespace(:schema) and contype <> 'n'
                        union all
                        select concat_ws(' ', tablename, policyname, permissive, roles, cmd, qual, with_check)
                        from pg_policies where schemaname = :schema
                        union all
                        select replace(indexdef, :schema || '.', '') from pg_indexes where schemaname = :schema
                        union all
                        select concat_ws(' ', relname, relkind, relrowsecurity, pg_get_expr(relpartbound, oid),
                          array_length(relacl, 1)) from pg_class where relnamespace = to_regnamespace(:schema)
                        union all
                        select concat_ws(' ', sequencename, last_value) from pg_sequences where schemaname = :schema
                        union all
                        select concat_ws(' ', version, checksum) from flyway_schema_history where version is not null
                        order by 1""").param("schema", schema).query(String.class).list();
    }
}
