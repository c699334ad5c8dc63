package org.obscura.camera.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows whose columns stand under each other, or become objects of JSON. */
final class Table {
    private final List<Object[]> rows = new ArrayList<>();
    private final List<String> headings;

    Table(String... headings) {
        this.headings = List.of(headings);
        if (headings.length > 0) {
            rows.add(headings.clone());
        }
    }

    void row(Object... cells) {
        rows.add(cells);
    }

    boolean isEmpty() {
        return values().isEmpty();
    }

    /** Returns each row as a map from its headings, in camel case. */
    List<Map<String, Object>> objects() {
        return values().stream().map(cells -> {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i++) {
                object.put(key(headings.get(i)), cells[i]);
            }
            return object;
        }).toList();
    }

    /** Returns a table of two columns, a name and a value, as one map. */
    Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        values().forEach(cells -> object.put(key(cells[0].toString()), cells[1]));
        return object;
    }

    private List<Object[]> values() {
        return rows.subList(headings.isEmpty() ? 0 : 1, rows.size());
    }

    private static String key(String heading) {
        StringBuilder key = new StringBuilder();
        for (String word : heading.toLowerCase(Locale.ROOT).split(" ")) {
            key.append(key.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    @Override
    public String toString() {
        List<List<String>> cells = rows.stream().map(row -> {
            List<String> texts = new ArrayList<>();
            for (Object cell : row) {
                texts.add(TextFormat.cell(cell));
            }
            return texts;
        }).toList();
        StringBuilder text = new StringBuilder();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(cells, column) - length(cell) + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().filter(row -> column < row.size()).mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    /** Counts code points, since the name of a device may hold characters beyond the first plane. */
    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
