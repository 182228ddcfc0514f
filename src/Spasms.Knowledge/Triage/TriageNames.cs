using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Triage;

/// <summary>Looks up names of findings and sources while the file is read; an unknown one is reported where it stands.</summary>
internal sealed class TriageNames(DiagnosticBag bag, ImmutableArray<Finding> findings, ImmutableArray<Source> sources)
{
    /// <summary>Place of a finding in the book, or null (K302).</summary>
    public int? Finding(string id, Place at)
    {
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].Id == id)
            {
                return i;
            }
        }

        bag.Error("K302", at, $"The finding '{id}' is not defined: add it under 'findings' or mend the name.");
        return null;
    }

    /// <summary>Places of the findings named under a key.</summary>
    public ImmutableArray<int> Findings(MapReader map, string key) =>
        [.. map.Scalars(key).Select(s => Finding(s.Value, s.At)).OfType<int>()];

    /// <summary>The sources named under <c>sources</c>; none is K303.</summary>
    public ImmutableArray<string> Sources(MapReader map)
    {
        var named = map.Scalars("sources");
        if (named.IsEmpty)
        {
            bag.Error("K303", map.At, "No source is named here: who says so?");
        }

        foreach (var name in named)
        {
            if (!sources.Any(s => s.Id == name.Value))
            {
                bag.Error("K303", name.At, $"The source '{name.Value}' is not defined: add it under 'sources'.");
            }
        }

        return [.. named.Select(n => n.Value)];
    }

    /// <summary>A condition: <c>all</c>, <c>any</c> and a second group <c>and-any</c>; <c>name?</c> lets "not sure" count, <c>unsure</c> asks for it.</summary>
    public Condition When(MapReader map)
    {
        var all = Terms(map, "all");
        ImmutableArray<ImmutableArray<Term>> any = [.. new[] { Terms(map, "any"), Terms(map, "and-any") }.Where(g => !g.IsEmpty)];
        var unsure = Findings(map, "unsure");
        map.Done();
        if (all.IsEmpty && any.IsEmpty && unsure.IsEmpty)
        {
            bag.Error("K305", map.At, "This condition names no finding: write all: [..] or any: [..].");
        }

        return new Condition(all, any, unsure);
    }

    private ImmutableArray<Term> Terms(MapReader map, string key)
    {
        var terms = ImmutableArray.CreateBuilder<Term>();
        foreach (var item in map.Scalars(key))
        {
            var orUnknown = item.Value.EndsWith('?');
            if (Finding(item.Value.TrimEnd('?'), item.At) is { } finding)
            {
                terms.Add(new Term(finding, orUnknown));
            }
        }

        return terms.ToImmutable();
    }
}
