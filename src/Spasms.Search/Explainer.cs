using System.Collections.Immutable;
using System.Globalization;

namespace Spasms.Search;

/// <summary>Tells how a score comes about. At each level the details, added in order, give the value to the last bit.</summary>
internal static class Explainer
{
    /// <summary>The explanation of one document's score.</summary>
    public static Explanation Explain(
        IndexData data, Query query, QueryPlan plan, int document, ReadOnlySpan<bool> near, double nearGain, double aspectGain)
    {
        var parts = ImmutableArray.CreateBuilder<Explanation>();
        var gains = ImmutableArray.CreateBuilder<Explanation>();
        double sum = 0;
        double gain = 0;
        for (var slot = 0; slot < plan.Count; slot++)
        {
            var posting = data.Posting(plan.Terms[slot], document);
            if (posting < 0)
            {
                continue;
            }

            var part = Term(data, plan, slot, document, posting);
            parts.Add(part);
            sum += part.Value;
            if (near[slot])
            {
                gains.Add(new Explanation(part.Value * nearGain, $"{NameOf(data, plan.Terms[slot])} stands near its neighbour in the question", []));
                gain += gains[^1].Value;
            }
        }

        if (gains.Count > 0)
        {
            parts.Add(new Explanation(gain, "neighbours of the question stand near each other", gains.ToImmutable()));
            sum += gain;
        }

        if (query.Aspect is { } aspect && data.Passages[document].Section.Aspect == aspect && sum > 0)
        {
            parts.Add(new Explanation(sum * aspectGain, $"tells of {aspect}, as the question asks", []));
            sum += parts[^1].Value;
        }

        return new Explanation(sum, sum > 0 ? $"score of {data.Passages[document].Id}" : "no term of the question stands here", parts.ToImmutable());
    }

    private static Explanation Term(IndexData data, QueryPlan plan, int slot, int document, int posting)
    {
        var term = plan.Terms[slot];
        var idf = Bm25.Idf(data.Passages.Length, data.DocumentsHaving(term));
        var frequencies = data.Frequencies[posting];
        var (title, heading, body) = data.Shares(idf, document, frequencies);
        var impact = new Explanation(data.Impacts[posting], Text($"idf {idf:0.000} x saturated counts"),
        [
            new Explanation(title, $"title, {frequencies.Title} times", []),
            new Explanation(heading, $"heading path, {frequencies.Heading} times", []),
            new Explanation(body, $"body, {frequencies.Body} times", []),
        ]);
        var weight = plan.Weights[slot];
        return weight == 1
            ? impact with { Description = $"{NameOf(data, term)}: {impact.Description}" }
            : new Explanation(weight * impact.Value, Text($"{NameOf(data, term)}: weight {weight:0.###} of {impact.Value:0.000}"), []);
    }

    private static string NameOf(IndexData data, int term) => data.Terms[term];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
