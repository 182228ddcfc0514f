using Spasms.Dialog.Recognizers;
using Spasms.Dialog.RecognizersText;
using Spasms.Knowledge.Triage;
using Spasms.Tests.Triage;

namespace Spasms.Packages.Tests;

public sealed class TextRecognizerTests : RecognizerContract
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly TextRecognizer Theirs = TextRecognizer.Load();

    protected override IRecognizer Recognizer => Theirs;

    [Theory]
    [InlineData(QuestionType.Onset, "halloween", 22)]
    [InlineData(QuestionType.Onset, "thanksgiving", 360)]
    [InlineData(QuestionType.Onset, "easter", 231)]
    public void What_ours_leave_unread_theirs_may_read(QuestionType type, string text, double value)
    {
        var reading = Theirs.Read(type, text, [], At);

        Assert.Equal(value, Assert.IsType<Reading.Value>(reading).Number, 1.0);
        Assert.IsType<Reading.Unread>(PlainRecognizer.Instance.Read(type, text, [], At));
    }
}
