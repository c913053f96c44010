package dev.limen.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportTest {

    private static final String PAGE = Report.html(ExampleReport.data());

    @Test
    void isWellFormedAndShowsEverything() throws Exception {
        Document document = parse(PAGE);
        assertEquals(
                List.of(
                        "What to know first",
                        "Thresholds",
                        "Observables",
                        "The way there",
                        "Each cut with the others applied",
                        "Cutflow",
                        "Soft against hard",
                        "To reproduce it"),
                texts(document, "h2"));
        // One drawing of hatching, two regions before and after, the objective, three thresholds, three N-1 plots.
        assertEquals(1 + 4 + 1 + 3 + 3, document.getElementsByTagName("svg").getLength());
        assertTrue(texts(document, "strong").contains("gain"));
        assertTrue(texts(document, "td").contains("0.991 ± 0.018"));
        assertTrue(texts(document, "dd").contains("7"));
    }

    @Test
    void loadsAndRunsNothing() throws Exception {
        Document document = parse(PAGE);
        for (String element : List.of("script", "link", "img", "iframe", "object", "image", "use")) {
            assertEquals(0, document.getElementsByTagName(element).getLength(), element);
        }
        String withoutNamespace = PAGE.replace("http://www.w3.org/2000/svg", "");
        assertFalse(withoutNamespace.contains("http:") || withoutNamespace.contains("https:"));
        assertFalse(withoutNamespace.contains("@import") || withoutNamespace.contains("data:"));
    }

    @Test
    void drawsBarsInProportionToYields() throws Exception {
        Document document = parse(PAGE);
        List<Element> bars = bars(document, 1);
        // Z+jets in the fourth bin: 3900 of the 4232 + 8 % that the axis holds at most, in 360 - 30 - 46 pixels.
        Element bar = bars.stream()
                .filter(each -> each.getTextContent().contains("ztautau, 80 to 90: 3900"))
                .findFirst()
                .orElseThrow();
        double top = 1.08 * (4020 + 0.06 * 4020 + 2);
        assertEquals(3900 / top * 284, Double.parseDouble(bar.getAttribute("height")), 0.02);
    }

    @Test
    void showsDataOnlyWhereThereAreSome() throws Exception {
        assertFalse(PAGE.contains("class=\"data\""));
        Stack open = ExampleReport.stack(1, true);
        List<Double> edges = List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
        HistogramPair pair = new HistogramPair("SR", "m", edges, open, open, HistogramPair.Names.WAY);
        String figure = HistogramFigure.draw(pair, new Palette(List.of(open))).toString();
        assertEquals(16, figure.split("<circle class=\"data\"", -1).length - 1);
        assertTrue(figure.contains("data</span>"));
    }

    @Test
    void escapesWhatUsersName() throws Exception {
        ReportData data = ExampleReport.data();
        String name = "a<b>&\"c\"";
        ReportData renamed = new ReportData(
                name,
                name,
                data.verdict(),
                data.headlines(),
                data.cuts(),
                data.galleries(),
                data.trajectories(),
                data.nMinusOne(),
                List.of(new Table(name, name, List.of(name), List.of(List.of(Table.Cell.of(name))))),
                List.of(name),
                List.of(new ReportData.Fact(name, name)));
        assertEquals(List.of(name), texts(parse(Report.html(renamed)), "h1"));
    }

    @Test
    void refusesRaggedTables() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Table("t", "", List.of("a", "b"), List.of(List.of(Table.Cell.of("1")))));
    }

    private static Document parse(String page) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring(page.indexOf('\n') + 1))));
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static List<Element> bars(Document document, int svg) {
        NodeList nodes = ((Element) document.getElementsByTagName("svg").item(svg)).getElementsByTagName("rect");
        List<Element> bars = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            bars.add((Element) nodes.item(i));
        }
        return bars;
    }
}
