package rapport.doors;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.words.Sealed;
import rapport.words.Vault;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a report has chosen on the way to handing over, as they typed it, until it is done. It is theirs alone, so it is sealed
 * with the key of their notebook, and gone with that key.
 */
@Component
class HandoverDrafts {

    private static final Pattern OF_AN_ITEM = Pattern.compile("\\w+\\.([0-9a-f-]{36})");
    private static final String THE_WHOLE = "whole";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Notebooks notebooks;
    private final Vault vault;
    private final JdbcClient sql;
    private final Durability durability;

    HandoverDrafts(Notebooks notebooks, Vault vault, JdbcClient sql, Durability durability) {
        this.notebooks = notebooks;
        this.vault = vault;
        this.sql = sql;
        this.durability = durability;
    }

    /** By the names of the fields, as typed. */
    Map<String, String> of(PersonId report, RelationshipId id) {
        var fields = new LinkedHashMap<String, String>();
        var notebook = notebooks.find(report, id).orElse(null);
        if (notebook != null) {
            sql.sql("select sealed from handover_draft where relationship = ? order by part")
                    .param(id.value())
                    .query(byte[].class)
                    .list()
                    .forEach(bytes -> vault.openSecret(notebook.value(), Sealed.unpacked(bytes))
                            .ifPresent(json -> JSON.readTree(json)
                                    .properties()
                                    .forEach(field -> fields.put(
                                            field.getKey(), field.getValue().asString()))));
        }
        return fields;
    }

    /** Keeps these in place of what was typed before for the same items; on disk when it returns. */
    void keep(PersonId report, RelationshipId id, Map<String, String> fields) {
        var parts = new LinkedHashMap<String, Map<String, String>>();
        fields.forEach((name, value) ->
                parts.computeIfAbsent(part(name), _ -> new LinkedHashMap<>()).put(name, value));
        if (parts.isEmpty()) {
            return;
        }
        var notebook = notebooks.openOrFind(report, id);
        parts.forEach((part, typed) -> put(
                id,
                part,
                vault.sealSecret(notebook.value(), JSON.writeValueAsString(typed))
                        .packed()));
        durability.await();
    }

    private static String part(String name) {
        var item = OF_AN_ITEM.matcher(name);
        return item.matches() ? item.group(1) : THE_WHOLE;
    }

    private void put(RelationshipId id, String part, byte[] bytes) {
        if (!replace(id, part, bytes)) {
            try {
                sql.sql("insert into handover_draft (relationship, part, sealed) values (?, ?, ?)")
                        .params(id.value(), part, bytes)
                        .update();
            } catch (DuplicateKeyException _) {
                // From another window at the same moment.
                replace(id, part, bytes);
            }
        }
    }

    private boolean replace(RelationshipId id, String part, byte[] bytes) {
        return sql.sql("update handover_draft set sealed = ? where relationship = ? and part = ?")
                        .params(bytes, id.value(), part)
                        .update()
                > 0;
    }

    /** Within the transaction that there may be. */
    void forget(RelationshipId id) {
        sql.sql("delete from handover_draft where relationship = ?")
                .param(id.value())
                .update();
    }

    /** Only those that anybody asks for. */
    static Map<String, String> among(Collection<String> names, Map<String, String> fields) {
        var known = new LinkedHashMap<String, String>();
        fields.forEach((name, value) -> {
            if (names.contains(name)) {
                known.put(name, value);
            }
        });
        return known;
    }
}
