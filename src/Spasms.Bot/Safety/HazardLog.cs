using System.Globalization;
using Spasms.Knowledge;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Safety;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Safety;

/// <summary>The hazard log: what people wrote in safety.yaml, with what of the rules and red flags stands against each hazard.</summary>
internal static class HazardLog
{
    /// <summary>The log as Markdown.</summary>
    public static string Write(KnowledgeBase knowledge)
    {
        var words = knowledge.English;
        var book = knowledge.Safety;
        var page = new MarkdownPage()
            .Heading(1, words["safety-hazards"])
            .Paragraph(words["safety-hazards-lead"])
            .Paragraph(words["safety-not-signed"])
            .Paragraph(words.Format("result-hashes", ("content", knowledge.Hash), ("rules", knowledge.Triage.RulesHash)))
            .Table(
                [words["safety-hazard"], words["safety-before"], words["safety-after"]],
                book.Hazards.Select(h => new[] { $"[{MarkdownPage.Escape(h.Name)}](#{h.Id})", Number(h.Before), Number(h.After) }));
        foreach (var hazard in book.Hazards)
        {
            Write(page, knowledge, words, hazard);
        }

        return page.ToString();
    }

    private static void Write(MarkdownPage page, KnowledgeBase knowledge, PhraseBook words, Hazard hazard)
    {
        page.Heading(2, hazard.Name);
        page.List(
        [
            MarkdownPage.Labelled(words["safety-causes"], MarkdownPage.Escape(string.Join(" ", hazard.Causes))),
            MarkdownPage.Labelled(words["safety-effect"], MarkdownPage.Escape(hazard.Effect)),
            MarkdownPage.Labelled(words["safety-before"], Rated(hazard.Before)),
            MarkdownPage.Labelled(words["safety-after"], $"{Rated(hazard.After)}. {MarkdownPage.Escape(hazard.Why)}"),
        ]);
        page.Heading(3, words["safety-controls"]);
        page.List(hazard.Controls.Select(c => $"{MarkdownPage.Escape(c.Text)} {MarkdownPage.Escape(words["safety-shown"])} {string.Join(", ", c.Tests.Select(MarkdownPage.Code))}."));
        var rules = hazard.Rules.Select(knowledge.Triage.Rule).OfType<Rule>().OrderByDescending(r => r.Level).ToList();
        if (rules.Count > 0)
        {
            page.Heading(3, words["safety-rules"]);
            page.Table(
                [words["safety-rule"], words["safety-level"], words["safety-says"], words["page-sources"]],
                rules.Select(r => new[] { MarkdownPage.Code(r.Id), Levels.Name(r.Level), MarkdownPage.Escape(string.Join(" ", r.Text)), MarkdownPage.Escape(Sources(knowledge.Triage, r)) }));
        }

        var families = hazard.Families.Select(knowledge.RedFlags.Find).OfType<Spasms.Knowledge.RedFlags.RedFlagFamily>().ToList();
        if (families.Count > 0)
        {
            page.Heading(3, words["safety-families"]);
            page.Table(
                [words["safety-family"], words["safety-sign"], words["safety-caught"], words["safety-harmless"]],
                families.Select(f => new[] { MarkdownPage.Code(f.Id), MarkdownPage.Escape(f.Name), Count(f.Caught.Length), Count(f.Harmless.Length) }));
        }
    }

    private static string Rated(Risk risk) => $"{RiskWords.Of(risk.Severity)}, {RiskWords.Of(risk.Likelihood)}: {Number(risk)}";

    private static string Number(Risk risk) => Count(risk.Rating);

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Sources(TriageBook book, Rule rule) =>
        string.Join("; ", book.Sources.Where(s => rule.Sources.Contains(s.Id)).Select(s => $"{s.Publisher}, {s.Title} ({s.Year})"));
}
