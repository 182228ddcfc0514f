using System.Text;
using Spasms.Protocol;

namespace Spasms.Tests.Wire;

public sealed class FeedbackTests
{
    [Theory]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","entities":[{"@type":"LikeAction","object":{"@id":"c|0000002"}}]}""", true, null)]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","entities":[{"type":"ClientCapabilities"},{"@type":"DislikeAction","object":{"@id":"c|0000002"},"result":{"reviewBody":" too long "}}]}""", false, "too long")]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","replyToId":"c|0000002","entities":[{"@type":"LikeAction"}]}""", true, null)]
    [InlineData("""{"type":"invoke","name":"message/submitAction","replyToId":"c|0000002","value":{"actionName":"feedback","actionValue":{"reaction":"dislike","feedback":{"feedbackText":"no"}}}}""", false, "no")]
    [InlineData("""{"type":"invoke","name":"message/submitAction","replyToId":"c|0000002","value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":\"fine\"}"}}}""", true, "fine")]
    [InlineData("""{"type":"messageReaction","replyToId":"c|0000002","reactionsAdded":[{"type":"wave"},{"type":"like"}]}""", true, null)]
    public void A_thumb_is_read_in_every_form_that_clients_send(string json, bool likes, string? comment) =>
        Assert.Equal(new Feedback("c|0000002", likes, comment), Read(json));

    [Theory]
    [InlineData("""{"type":"event","name":"webchat/join"}""")]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback"}""")]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","entities":{"@type":"LikeAction"}}""")]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","entities":[null,1,"LikeAction",{"@type":"LikeAction"}]}""")]
    [InlineData("""{"type":"invoke","name":"message/submitAction","replyToId":"a","value":{"actionName":"feedback","actionValue":{"reaction":1,"feedback":"{"}}}""")]
    [InlineData("""{"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"like"}}}""")]
    [InlineData("""{"type":"messageReaction","replyToId":"a","reactionsRemoved":[{"type":"like"}]}""")]
    [InlineData("""{"type":"message","text":"like"}""")]
    public void Anything_else_is_none(string json) => Assert.Null(Read(json));

    [Theory]
    [InlineData("c|0000012", 12)]
    [InlineData("c|0000000", 0)]
    [InlineData("c|-1", 0)]
    [InlineData("d|0000012", 0)]
    [InlineData("c", 0)]
    [InlineData("c|99999999999999999999", 0)]
    public void The_place_of_an_activity_is_read_from_its_id(string id, long expected) =>
        Assert.Equal((expected > 0, expected), (ActivityIds.TryPlace("c", id, out var place), place > 0 ? place : 0));

    private static Feedback? Read(string json)
    {
        Assert.True(Activity.TryParse(Encoding.UTF8.GetBytes(json), out var activity, out _));
        return Feedback.Read(activity);
    }
}
