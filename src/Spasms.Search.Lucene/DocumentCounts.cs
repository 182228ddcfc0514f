using System.Collections.Frozen;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Spasms.Search.Lucene;

/// <summary>How many documents have a term in any of the searched fields: what the one inverse document frequency is made of.</summary>
internal static class DocumentCounts
{
    /// <summary>Reads them off the index.</summary>
    public static FrozenDictionary<string, int> Of(IndexReader reader)
    {
        var documents = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var field in Fields.Searched)
        {
            if (MultiFields.GetTerms(reader, field) is not { } terms)
            {
                continue;
            }

            var each = terms.GetEnumerator();
            while (each.MoveNext())
            {
                var term = each.Term.Utf8ToString();
                if (!documents.TryGetValue(term, out var having))
                {
                    documents.Add(term, having = []);
                }

                var postings = each.Docs(null, null, DocsFlags.NONE);
                for (var document = postings.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = postings.NextDoc())
                {
                    having.Add(document);
                }
            }
        }

        return documents.ToFrozenDictionary(d => d.Key, d => d.Value.Count, StringComparer.Ordinal);
    }
}
