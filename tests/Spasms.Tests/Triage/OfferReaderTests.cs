using System.Collections.Immutable;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Yaml;

namespace Spasms.Tests.Triage;

/// <summary>The replies of tests/triage/offer-replies.yaml are read as what they are.</summary>
public sealed class OfferReaderTests
{
    private static readonly Lazy<ImmutableArray<(string Kind, string Text)>> Replies = new(() =>
    {
        const string File = "tests/triage/offer-replies.yaml";
        var bag = new DiagnosticBag();
        var map = new MapReader(YamlText.Parse(File, Repo.Read(File), bag)!, bag);
        ImmutableArray<(string, string)> all = [.. map.Keys.ToList().SelectMany(k => map.Texts(k).Select(t => (k, t)))];
        Assert.Empty(bag.ToSorted());
        return all;
    });

    [Fact]
    public void A_question_is_no_yes_and_no_no_and_a_no_is_no_yes() =>
        Assert.Empty(Replies.Value.Where(r => (r.Kind, OfferReader.Read(r.Text)) is ("ask" or "no", OfferReply.Yes) or ("ask", OfferReply.No)));

    [Fact]
    public void Who_says_yes_has_not_declined() =>
        Assert.Empty(Replies.Value.Where(r => r.Kind == "yes" && OfferReader.Read(r.Text) is OfferReply.No or OfferReply.NoAndAsks));

    [Theory]
    [InlineData("yes", 0.8)]
    [InlineData("no", 0.85)]
    [InlineData("ask", 0.97)]
    [InlineData("other", 0.85)]
    public void Most_replies_are_read_as_they_are_meant(string kind, double share)
    {
        var meant = Replies.Value.Where(r => r.Kind == kind).ToArray();
        var right = meant.Count(r => (kind, OfferReader.Read(r.Text)) is ("yes", OfferReply.Yes) or ("no", OfferReply.No) or ("ask", OfferReply.Other or OfferReply.NoAndAsks) or ("other", OfferReply.Other));

        Assert.True(right >= share * meant.Length, string.Join('\n', meant.Select(r => $"{OfferReader.Read(r.Text)}: {r.Text}").Prepend($"{right} of {meant.Length}")));
    }

    [Theory]
    [InlineData("no first tell me, is it the nerve", OfferReply.NoAndAsks)]
    [InlineData("no thanks just tell me how to stop it", OfferReply.NoAndAsks)]
    [InlineData("no, the doctor is coming", OfferReply.No)]
    [InlineData("ok but what causes it", OfferReply.Other)]
    [InlineData("ok cool", OfferReply.Other)]
    [InlineData("yeahh", OfferReply.Yes)]
    [InlineData("ok", OfferReply.Yes)]
    [InlineData("Yes please, I don't know what's wrong with me", OfferReply.Yes)]
    [InlineData("I don't mind", OfferReply.Yes)]
    [InlineData("why not", OfferReply.Yes)]
    [InlineData("definitely not", OfferReply.No)]
    [InlineData("I'm fine honestly", OfferReply.No)]
    [InlineData("I don't know what to do", OfferReply.Other)]
    [InlineData("I dont feel right", OfferReply.Other)]
    [InlineData("the pain won't pass", OfferReply.Other)]
    [InlineData("I'm ok but my son isn't", OfferReply.Other)]
    [InlineData("its not really getting better", OfferReply.Other)]
    [InlineData("no idea whats wrong help me", OfferReply.Other)]
    [InlineData("never had this before its scary", OfferReply.Other)]
    [InlineData("no history of this but my leg has been cramping for three weeks", OfferReply.Other)]
    [InlineData("no i need help now", OfferReply.NoAndAsks)]
    [InlineData("no i want to know what causes it", OfferReply.NoAndAsks)]
    [InlineData("not sure", OfferReply.Other)]
    [InlineData("I'm not ready", OfferReply.Other)]
    [InlineData("please don't", OfferReply.Other)]
    [InlineData("yeah no", OfferReply.Other)]
    [InlineData("will it go on", OfferReply.Other)]
    [InlineData("why do i need to do that", OfferReply.Other)]
    [InlineData("ok thank you so much", OfferReply.Other)]
    [InlineData("I'll ask them", OfferReply.Other)]
    [InlineData("all fine now thanks", OfferReply.Other)]
    [InlineData("", OfferReply.Other)]
    internal void What_stands_behind_the_first_word_counts(string text, object reply) =>
        Assert.Equal(reply, OfferReader.Read(text));
}
