import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates many files in one start of Java: the arguments are pairs of a flavour (ua1, 2a, 3a) and a file.
 * Prints, as JSON and in the order of the arguments, the rules each file breaks: [["7.1-3"], []].
 */
public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < arguments.length; i += 2) {
            answers.add(broken(arguments[i], arguments[i + 1]));
        }
        System.out.println("[" + String.join(", ", answers) + "]");
    }

    private static String broken(String name, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        TreeSet<String> rules = new TreeSet<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
            ValidationResult result =
                Foundries.defaultInstance().createValidator(profile(name), 1, false, false, false).validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    rules.add('"' + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + '"');
                }
            }
            if (!result.isCompliant() && rules.isEmpty()) {
                rules.add("\"unknown\"");
            }
        }
        return rules.toString();
    }

    private static ValidationProfile profile(String name) throws Exception {
        String stem = name.startsWith("ua") ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase();
        String path = "/org/verapdf/pdfa/validation/" + stem + ".xml";
        try (InputStream profile = VeraCheck.class.getResourceAsStream(path)) {
            return Profiles.profileFromXml(profile);
        }
    }
}
