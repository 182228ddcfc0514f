using System.Collections.Immutable;
using Spasms.Dialog;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Vocabularies;
using Spasms.Search;
using Spasms.Search.Lucene;
using Spasms.Tests.Answers;
using Spasms.Tests.Conversations;
using Spasms.Tests.Search;

namespace Spasms.Packages.Tests;

public sealed class LucenePassageIndexTests : PassageIndexContract
{
    protected override IPassageIndex Build(ImmutableArray<Passage> passages, Vocabulary vocabulary) => LucenePassageIndex.Build(passages, vocabulary);
}

public sealed class LuceneConversationTests : ConversationTests
{
    protected override Snapshot SnapshotIn(string country) => Adapted.With(base.SnapshotIn(country));
}

public sealed class LuceneSearchMeasurement(ITestOutputHelper output) : SearchMeasurement(output)
{
    protected override Snapshot Now => Adapted.With(base.Now);
}
