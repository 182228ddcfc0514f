using System.Collections.Immutable;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;

namespace Spasms.Tests.Search;

public sealed class PassageIndexTests : PassageIndexContract
{
    protected override IPassageIndex Build(ImmutableArray<Passage> passages, Vocabulary vocabulary) => PassageIndex.Build(passages, vocabulary);
}
