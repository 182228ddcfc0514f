using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Text;

/// <summary>
/// What the bot says out of a YAML file of rules: every text under certain keys, wherever they stand. Questions and
/// advice keep the rules of the bot's own words: grade at most 6, sentences of at most 20 words, no dosage.
/// </summary>
internal static class SpokenText
{
    /// <summary>Highest reading grade of questions, advice and phrases.</summary>
    public const double MaxGrade = 6;

    /// <summary>Checks each text under the keys, and all of them together.</summary>
    public static void Check(SourceFile file, string[] keys, ReadingGrade grade, DiagnosticBag bag)
    {
        // Syntax faults are the compiler's to report.
        if (YamlText.Parse(file.Path, file.Text, new DiagnosticBag()) is not { } root)
        {
            return;
        }

        var texts = new List<Node.Scalar>();
        Collect(root, keys, isSpoken: false, texts);
        foreach (var text in texts)
        {
            LineRules.CheckWords(bag, text.At, text.Value);
        }

        Grading.Check(bag, Codes.PhraseGrade, file.Path, MaxGrade, grade, texts.SelectMany(t =>
            SentenceEnds.Split(t.Value).Select(s => (t.At.Line, s))));
    }

    private static void Collect(Node node, string[] keys, bool isSpoken, List<Node.Scalar> texts)
    {
        switch (node)
        {
            case Node.Scalar scalar when isSpoken:
                texts.Add(scalar);
                break;
            case Node.List list:
                foreach (var item in list.Items)
                {
                    Collect(item, keys, isSpoken, texts);
                }

                break;
            case Node.Map map:
                foreach (var (key, value) in map.Entries)
                {
                    Collect(value, keys, keys.Contains(key.Value), texts);
                }

                break;
        }
    }
}
