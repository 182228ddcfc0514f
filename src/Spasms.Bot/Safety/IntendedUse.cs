using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Safety;

/// <summary>What the bot is for and what not, whether its rules were reviewed, and what was proved of them.</summary>
internal static class IntendedUse
{
    /// <summary>The page as Markdown.</summary>
    /// <param name="knowledge">The content that is served.</param>
    /// <param name="certificate">The certificate of its rules; null where it is still being worked out.</param>
    public static string Write(KnowledgeBase knowledge, Certificate? certificate)
    {
        var words = knowledge.English;
        var page = new MarkdownPage().Heading(1, words["page-about-bot"]);
        foreach (var part in knowledge.Safety.IntendedUse)
        {
            page.Heading(2, part.Title).List(part.Lines.Select(MarkdownPage.Escape));
        }

        page.Heading(2, words["safety-review"]).Paragraph(Review(knowledge));
        Scorecard.WriteCertificate(page, words, certificate);
        return page.Heading(2, words["safety-content"])
            .Paragraph(words.Format("result-hashes", ("content", knowledge.Hash), ("rules", knowledge.Triage.RulesHash)))
            .ToString();
    }

    private static string Review(KnowledgeBase knowledge) => knowledge.Triage is { IsApproved: true, Approval: { } signed }
        ? knowledge.English.Format("triage-reviewed", ("by", signed.By), ("role", signed.Role), ("date", signed.Date))
        : knowledge.English[knowledge.Triage.Approval is null ? "triage-not-reviewed" : "safety-changed"];
}
