using System.Globalization;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Safety;

/// <summary>Figures that this host knows of itself: what its content holds and what was proved of its rules, just now and here.</summary>
internal static class Scorecard
{
    /// <summary>The page as Markdown.</summary>
    /// <param name="knowledge">The content that is served.</param>
    /// <param name="certificate">The certificate of its rules; null where it is still being worked out.</param>
    public static string Write(KnowledgeBase knowledge, Certificate? certificate)
    {
        var words = knowledge.English;
        var page = new MarkdownPage().Heading(1, words["safety-scorecard"]).Paragraph(words["safety-scorecard-lead"]);
        WriteCertificate(page, words, certificate);
        if (certificate is not null)
        {
            page.Table(
                [words["safety-property"], words["safety-how"], words["safety-found"]],
                certificate.Properties.Select(p => new[] { MarkdownPage.Escape(p.Means), MarkdownPage.Escape(p.How), p.CounterExample is null ? words["safety-proved"] : MarkdownPage.Escape(p.CounterExample) }));
        }

        return page.Heading(2, words["safety-content"])
            .Table([words["safety-what"], words["safety-number"]], Counts(knowledge).Select(c => new[] { words[c.Phrase], Number(c.Count) }))
            .Paragraph(words.Format("result-hashes", ("content", knowledge.Hash), ("rules", knowledge.Triage.RulesHash)))
            .ToString();
    }

    /// <summary>What was proved of the rules, in a sentence, and what the proof takes for granted.</summary>
    public static void WriteCertificate(MarkdownPage page, PhraseBook words, Certificate? certificate)
    {
        page.Heading(2, words["safety-certificate"]);
        if (certificate is null)
        {
            page.Paragraph(words["safety-certificate-later"]);
            return;
        }

        var proved = certificate.Properties.Count(p => p.CounterExample is null);
        page.Paragraph(words.Format(
            "safety-certificate-sum",
            ("proved", Number(proved)),
            ("all", Number(certificate.Properties.Length)),
            ("walks", Number(certificate.Walks)),
            ("states", Number(certificate.States)),
            ("most", Number(certificate.All.Most))));
        page.Paragraph(words["safety-certificate-scope"]);
    }

    private static IEnumerable<(string Phrase, int Count)> Counts(KnowledgeBase knowledge)
    {
        var book = knowledge.Triage;
        return
        [
            ("safety-count-articles", knowledge.Articles.Length),
            ("safety-count-passages", knowledge.Passages.Length),
            ("safety-count-sentences", knowledge.Passages.Sum(p => p.Section.Sentences.Length)),
            ("safety-count-families", knowledge.RedFlags.Families.Length),
            ("safety-count-caught", knowledge.RedFlags.Families.Sum(f => f.Caught.Length)),
            ("safety-count-harmless", knowledge.RedFlags.Families.Sum(f => f.Harmless.Length)),
            ("safety-count-questions", book.Questions.Length),
            ("safety-count-rules", book.Rules.Length),
            ("safety-count-emergency", book.Rules.Count(r => r.Level == Urgency.Emergency)),
            ("safety-count-urgent", book.Rules.Count(r => r.Level == Urgency.Urgent)),
            ("safety-count-sources", book.Sources.Concat(knowledge.RedFlags.Sources).Concat(knowledge.Articles.SelectMany(a => a.Sources)).Select(s => (s.Publisher, s.Title)).Distinct().Count()),
            ("safety-count-hazards", knowledge.Safety.Hazards.Length),
        ];
    }

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
