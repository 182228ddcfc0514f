using System.Collections.Immutable;

namespace Spasms.Knowledge;

/// <summary>One kind of fault that the compiler knows.</summary>
/// <param name="Code">Stable: never renumbered, never used again for something else.</param>
/// <param name="Severity">An error keeps the content from being used.</param>
/// <param name="Meaning">One line for the table in the knowledge README.</param>
public sealed record CodeInfo(string Code, Severity Severity, string Meaning);

/// <summary>
/// Every diagnostic code in one place. K001-019 files and YAML, K020-039 articles, K040-059 lines of text,
/// K060-069 vocabulary, K070-079 phrases, K080-089 countries, K2xx red flags, K3xx triage, K4xx safety.
/// </summary>
public static class Codes
{
    /// <summary>Bad YAML.</summary>
    public const string Yaml = "K001";

    /// <summary>Bytes that are not UTF-8, or a file that is too big.</summary>
    public const string NotText = "K002";

    /// <summary>A file or folder that can't be read.</summary>
    public const string Unreadable = "K003";

    /// <summary>The configured country has no file.</summary>
    public const string UnknownCountry = "K004";

    /// <summary>A file that the bot can't do without.</summary>
    public const string MissingFile = "K005";

    /// <summary>A file that nobody reads.</summary>
    public const string StrayFile = "K006";

    /// <summary>Missing or empty value.</summary>
    public const string MissingValue = "K010";

    /// <summary>Wrong form of value.</summary>
    public const string BadValue = "K011";

    /// <summary>A key twice.</summary>
    public const string DuplicateKey = "K012";

    /// <summary>A mapping, list or text where another is expected.</summary>
    public const string WrongNode = "K013";

    /// <summary>Unknown key.</summary>
    public const string UnknownKey = "K014";

    /// <summary>An id twice in one file or kind.</summary>
    public const string DuplicateId = "K015";

    /// <summary>An id that isn't lower case words joined by hyphens, or isn't the file's name.</summary>
    public const string BadId = "K016";

    /// <summary>A source id that the file doesn't list.</summary>
    public const string UnknownSource = "K017";

    /// <summary>A source of the front matter that nothing names.</summary>
    public const string UnusedSource = "K018";

    /// <summary>No front matter.</summary>
    public const string FrontMatter = "K020";

    /// <summary>Bad date.</summary>
    public const string BadDate = "K021";

    /// <summary>Review overdue.</summary>
    public const string Overdue = "K022";

    /// <summary>Unknown aspect.</summary>
    public const string UnknownAspect = "K023";

    /// <summary>The front matter's aspects and those of the sections differ.</summary>
    public const string AspectsDiffer = "K024";

    /// <summary>Unknown topic.</summary>
    public const string UnknownTopic = "K025";

    /// <summary>A section with sentences and no sources.</summary>
    public const string NoSources = "K026";

    /// <summary>A heading without anchor.</summary>
    public const string NoAnchor = "K027";

    /// <summary>An anchor twice.</summary>
    public const string DuplicateAnchor = "K028";

    /// <summary>A section with neither sentences nor parts.</summary>
    public const string EmptySection = "K029";

    /// <summary>Attributes of a heading that can't be read.</summary>
    public const string HeadingAttributes = "K030";

    /// <summary>An unknown direct word.</summary>
    public const string UnknownDirect = "K031";

    /// <summary>A section that names no topic.</summary>
    public const string NoTopics = "K032";

    /// <summary>Text outside a section.</summary>
    public const string OutsideSection = "K033";

    /// <summary>A section of too many words or sentences.</summary>
    public const string LongPassage = "K034";

    /// <summary>The article's reading grade is too high.</summary>
    public const string ArticleGrade = "K035";

    /// <summary>The title heading isn't the title.</summary>
    public const string TitleDiffers = "K036";

    /// <summary>A question asked of a section that no article has.</summary>
    public const string UnknownSection = "K037";

    /// <summary>A question asked of no section.</summary>
    public const string AskedOfNothing = "K038";

    /// <summary>A follow-up without the question before it.</summary>
    public const string FollowsNothing = "K039";

    /// <summary>More than one sentence on a line.</summary>
    public const string TwoSentences = "K040";

    /// <summary>No end punctuation.</summary>
    public const string NoEnd = "K041";

    /// <summary>Markup, a link or HTML in a line.</summary>
    public const string Markup = "K042";

    /// <summary>A sentence of too many words.</summary>
    public const string LongSentence = "K043";

    /// <summary>Mojibake.</summary>
    public const string Mojibake = "K044";

    /// <summary>Control or invisible characters.</summary>
    public const string ControlCharacter = "K045";

    /// <summary>A dosage.</summary>
    public const string Dosage = "K046";

    /// <summary>Advice to stop a medicine.</summary>
    public const string StopTaking = "K047";

    /// <summary>A sentence that begins with a bare pronoun.</summary>
    public const string Pronoun = "K048";

    /// <summary>A word claimed by two topics.</summary>
    public const string SharedWord = "K060";

    /// <summary>Unknown group.</summary>
    public const string UnknownGroup = "K061";

    /// <summary>Topics that are broader than each other.</summary>
    public const string BroaderCycle = "K062";

    /// <summary>A word without a letter or digit.</summary>
    public const string EmptyWord = "K063";

    /// <summary>A placeholder that isn't closed.</summary>
    public const string Placeholder = "K070";

    /// <summary>A phrase that the bot can't do without.</summary>
    public const string MissingPhrase = "K071";

    /// <summary>The reading grade of what the bot says itself is too high.</summary>
    public const string PhraseGrade = "K072";

    /// <summary>"Diagnosis" for a result of ours.</summary>
    public const string Diagnosis = "K073";

    /// <summary>A phrase or placeholder that English doesn't have.</summary>
    public const string NotInEnglish = "K074";

    /// <summary>A country without one of the entries every country needs.</summary>
    public const string MissingEntry = "K080";

    /// <summary>A number that isn't in its text.</summary>
    public const string NumberNotInText = "K081";

    /// <summary>A country that doesn't say what a service is called.</summary>
    public const string MissingService = "K082";

    /// <summary>All codes by number.</summary>
    public static ImmutableArray<CodeInfo> All { get; } =
    [
        E(Yaml, "This is not valid YAML."),
        E(NotText, "The file is not UTF-8, or too big."),
        E(Unreadable, "The file or folder can't be read."),
        E(UnknownCountry, "The configured country has no file in countries/."),
        E(MissingFile, "A file is missing that the bot can't do without."),
        W(StrayFile, "Nothing reads this file."),
        E(MissingValue, "A value is missing or empty."),
        E(BadValue, "A value has the wrong form."),
        E(DuplicateKey, "The same key stands twice."),
        E(WrongNode, "A mapping, a list or a text is expected."),
        E(UnknownKey, "The key is not known here."),
        E(DuplicateId, "The same id stands twice."),
        E(BadId, "An id is lower-case words joined by hyphens; a file's id is its name."),
        E(UnknownSource, "The source is not in the file's list."),
        W(UnusedSource, "No section names this source."),
        E(FrontMatter, "An article begins with front matter between two lines of ---."),
        E(BadDate, "A date is written as 2026-11-22."),
        W(Overdue, "The article was last reviewed more than two years ago."),
        E(UnknownAspect, "The aspect is not known."),
        W(AspectsDiffer, "The front matter's aspects are not those of the sections."),
        E(UnknownTopic, "The topic is not in vocabulary.yaml."),
        E(NoSources, "A section with sentences names its sources."),
        E(NoAnchor, "Every heading below the title has an anchor."),
        E(DuplicateAnchor, "An anchor stands once in an article."),
        E(EmptySection, "A section has sentences, or parts that have."),
        E(HeadingAttributes, "The heading's attributes can't be read."),
        E(UnknownDirect, "The direct word is not known."),
        E(NoTopics, "A section with sentences names its topics."),
        E(OutsideSection, "Every sentence stands under a heading with an anchor."),
        E(LongPassage, "A section has at most 8 sentences and 120 words."),
        E(ArticleGrade, "An article's reading grade is at most 8."),
        W(TitleDiffers, "The title heading says what the front matter's title says."),
        E(UnknownSection, "asked.txt and follow-ups.txt name sections that articles have."),
        E(AskedOfNothing, "Each question of asked.txt and follow-ups.txt stands under a section."),
        E(FollowsNothing, "Each line of follow-ups.txt has the question before, a bar and the follow-up."),
        E(TwoSentences, "One sentence a line."),
        E(NoEnd, "A line that is no list item ends with a full stop, question mark or exclamation mark."),
        E(Markup, "A line holds no markup, link or HTML."),
        E(LongSentence, "A sentence has at most 20 words."),
        E(Mojibake, "The text was saved in the wrong encoding once."),
        E(ControlCharacter, "The text holds a control or invisible character."),
        E(Dosage, "The bot gives no dosages."),
        E(StopTaking, "The bot never tells people to stop a medicine."),
        W(Pronoun, "A sentence names its subject: it must stand on its own when quoted."),
        W(SharedWord, "Two topics claim the same word."),
        E(UnknownGroup, "The group is not in the vocabulary's list."),
        E(BroaderCycle, "A topic can't be broader than itself."),
        E(EmptyWord, "A word needs a letter or a digit."),
        E(Placeholder, "A placeholder is a name in braces, opened and closed."),
        E(MissingPhrase, "A phrase is missing that the bot can't do without."),
        E(PhraseGrade, "The reading grade of phrases, questions and advice is at most 6."),
        E(Diagnosis, "The bot makes no diagnosis: don't call a result so."),
        E(NotInEnglish, "A phrase of another language has the id and the placeholders of the English one."),
        E(MissingEntry, "A country has the entries emergency, advice, crisis and poison."),
        E(NumberNotInText, "The text to say holds the number to call."),
        W(MissingService, "A country says what its services are called."),
        .. RuleCodes.All,
    ];

    /// <summary>Reports a fault with the severity of its code.</summary>
    internal static void Report(this DiagnosticBag bag, string code, Place at, string message)
    {
        if (SeverityOf(code) == Severity.Error)
        {
            bag.Error(code, at, message);
        }
        else
        {
            bag.Warning(code, at, message);
        }
    }

    private static Severity SeverityOf(string code)
    {
        foreach (var info in All)
        {
            if (info.Code == code)
            {
                return info.Severity;
            }
        }

        return Severity.Error;
    }

    private static CodeInfo E(string code, string meaning) => new(code, Severity.Error, meaning);

    private static CodeInfo W(string code, string meaning) => new(code, Severity.Warning, meaning);
}
