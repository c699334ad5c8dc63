package org.obscura.camera.shell;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns stand under each other. */
final class Table {
    private final List<Object[]> rows = new ArrayList<>();
    private final int headings;

    Table(Object... headings) {
        if (headings.length > 0) {
            rows.add(headings);
        }
        this.headings = rows.size();
    }

    void row(Object... cells) {
        rows.add(cells);
    }

    boolean isEmpty() {
        return rows.size() == headings;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                String cell = String.valueOf(row[column]);
                line.append(cell).append(" ".repeat(width(column) - length(cell) + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().filter(row -> column < row.length).mapToInt(row -> length(String.valueOf(row[column]))).max().orElse(0);
    }

    /** Code points, since a camera's name may hold characters beyond the first plane. */
    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
