using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Spasms.Dialog;
using Spasms.Dialog.Answers;
using Spasms.Dialog.Replies;
using Spasms.Dialog.State;
using Spasms.Dialog.Understanding;

namespace Spasms.Tests.Answers;

public sealed class AnsweringTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string> Readings()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Repo.PathOf("tests/Spasms.Tests/Answers/readings.yaml")).Where(l => l.StartsWith("- [", StringComparison.Ordinal)))
        {
            var parts = line["- [".Length..^1].Split("; ");
            data.Add(parts[0], parts[1], parts[2]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public void A_question_is_read_for_what_it_asks_and_about_what(string text, string ask, string topics)
    {
        var tables = RealSnapshot.Value.Tables;
        var question = Assert.Single(QuestionReader.Read(tables, RealSnapshot.Value.Index, text).Questions);
        Assert.Equal(ask, question.Ask.ToString(), ignoreCase: true);
        Assert.Equal(topics.Split(' ').Order(), question.Topics.Select(tables.IdOf).Order());
    }

    [Fact]
    public void Every_slice_stands_byte_for_byte_in_its_article()
    {
        var now = RealSnapshot.Value;
        var articles = now.Knowledge.Articles.ToDictionary(a => a.Id, a => a.Markdown);
        foreach (var turn in SearchCase.All().Where(c => !c.Held).SelectMany(c => c.Turns))
        {
            foreach (var citation in Take(turn.Text).Replies.SelectMany(r => r.Citations))
            {
                Assert.Contains(citation.Quote, articles[citation.Article], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_slice_points_to_a_citation_with_its_words()
    {
        foreach (var reply in SearchCase.All().Where(c => !c.Held && c.File == "answerable").SelectMany(c => Take(c.Turns[0].Text).Replies))
        {
            foreach (var slice in reply.Blocks.SelectMany(SpansOf).OfType<Span.Slice>())
            {
                Assert.Equal(slice.Text, reply.Citations[slice.Citation].Quote);
            }
        }
    }

    [Fact]
    public void The_same_message_gets_the_same_words()
    {
        const string Text = "what causes spasms and how are they treated?";
        Assert.Equal(Words(Take(Text)), Words(Take(Text)));
    }

    [Fact]
    public void What_a_person_is_offered_to_begin_with_is_answered_and_comes_from_the_content()
    {
        var starters = Starters.Of(Content.In("US"));

        Assert.Equal(3, starters.Distinct().Count());
        Assert.All(starters[..^1], s => Assert.All(Take(s).Replies, r => Assert.Equal((s, ReplyKind.Answer), (s, r.Kind))));
        var without = Content.In("US") with { Knowledge = Content.Knowledge with { Passages = [] } };
        Assert.Single(Starters.Of(without));
    }

    [Fact]
    public void Suggested_questions_are_answered()
    {
        foreach (var suggestion in SearchCase.All().Where(c => !c.Held && c.File == "answerable").SelectMany(c => Take(c.Turns[0].Text).Replies).SelectMany(r => r.Suggestions).Distinct())
        {
            Assert.All(Take(suggestion).Replies, r => Assert.True(r.Kind is ReplyKind.Answer or ReplyKind.Partial, suggestion));
        }
    }

    [Fact]
    public void Whatever_may_be_suggested_about_a_topic_is_answered()
    {
        var all = SearchCase.Suggested(RealSnapshot.Value).Select(c => c.Turns[0].Text).ToArray();
        Assert.True(all.Length > 50);
        Assert.All(all, s => Assert.All(Take(s).Replies, r => Assert.True(r.Kind is ReplyKind.Answer or ReplyKind.Partial, s)));
    }

    [Fact]
    public void No_text_makes_answering_throw()
    {
        var characters = Gen.Elements("abcdefmst \t\n?!.,-'\u0000\u00e9\u0301\u202e\u200d\ud83d\ude2d\ud800\udc00\u4e00spasm cramp".ToCharArray());
        var texts = Gen.ArrayOf(characters).Select(c => new string(c));
        Prop.ForAll(texts.ToArbitrary(), text => Take(text) is not null).QuickCheckThrowOnFailure();
        Assert.NotNull(Take(new string('x', 10_000)));
        Assert.NotNull(Take(string.Concat(Enumerable.Repeat("what causes cramps? ", 600))));
    }

    private static AnswerOutcome Take(string text) => Answering.Answer(RealSnapshot.Value, DialogState.New, new UserMessage(text, At));

    private static string Words(AnswerOutcome outcome)
    {
        var words = new StringBuilder();
        foreach (var reply in outcome.Replies)
        {
            words.AppendLine(PlainText.Render(reply));
        }

        return words.ToString();
    }

    private static IEnumerable<Span> SpansOf(Block block) => block switch
    {
        Block.Paragraph paragraph => paragraph.Spans,
        Block.List list => list.Items.SelectMany(i => i),
        Block.Table table => table.Rows.SelectMany(r => r).SelectMany(c => c),
        _ => [],
    };
}
