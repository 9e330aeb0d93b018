package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database was given to publish, and what was taken out as published: it notes both itself, commit by commit. */
final class NewsNotes {
    private NewsNotes() {}

    static void begin(JdbcClient database) {
        database.sql("""
                create table public.news_notes (
                    place bigint generated always as identity, taken boolean, id uuid, episode_id uuid, change text,
                    says text, unique (taken, id));
                create function public.note_news() returns trigger language plpgsql security definer as $$
                declare
                    news dev.motion_news := coalesce(new, old);
                begin
                    insert into public.news_notes (taken, id, episode_id, change, says) values (tg_op = 'DELETE',
                        news.id, news.episode_id, news.change,
                        concat_ws(' ', news.truck_id, news.kind, extract(epoch from news.began_at),
                            extract(epoch from news.ended_at)));
                    return null;
                end $$;
                create trigger note_news after insert or delete on dev.motion_news
                    for each row execute function public.note_news();
                """).update();
    }

    /** Asserts that all was published once, and that who follows it knows just the episodes that are kept. */
    static void assertRight(JdbcClient database) {
        assertThat(database.sql("select count(*) from motion_news")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(database.sql("""
                        select count(*) from (select id from public.news_notes group by id
                            having array_agg(taken order by place) <> '{false,true}') n""").query(Long.class).single()).isZero();
        var known = new TreeMap<UUID, String>();
        database.sql("select * from public.news_notes where not taken order by place")
                .query(row -> {
                    var episode = row.getObject("episode_id", UUID.class);
                    var says = row.getString("says");
                    switch (row.getString("change")) {
                        case "FOUND" -> assertThat(known.put(episode, says)).isNull();
                        case "CHANGED" -> assertThat(known.put(episode, says)).isNotNull();
                        default -> assertThat(known.remove(episode)).isNotNull();
                    }
                });
        assertThat(known).isNotEmpty().isEqualTo(kept(database));
    }

    private static Map<UUID, String> kept(JdbcClient database) {
        var kept = new HashMap<UUID, String>();
        database.sql("""
                        select id, concat_ws(' ', truck_id, kind, extract(epoch from began_at),
                            extract(epoch from ended_at)) as says from motion_episodes""").query(row -> {
            kept.put(row.getObject("id", UUID.class), row.getString("says"));
        });
        return kept;
    }
}
