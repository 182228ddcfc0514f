using Spasms.Knowledge.Text;

namespace Spasms.Dialog.Commands;

/// <summary>What a person can tell the bot to do at any time. Moves inside the questionnaire are its own.</summary>
public enum Command
{
    /// <summary>What can you do?</summary>
    Help,

    /// <summary>What do you know about?</summary>
    Topics,

    /// <summary>Begin the questionnaire.</summary>
    CheckSymptoms,

    /// <summary>Drop everything and begin anew.</summary>
    StartOver,

    /// <summary>Say that again.</summary>
    Repeat,

    /// <summary>Stop what is going on.</summary>
    Cancel,

    /// <summary>What is kept about me?</summary>
    MyData,

    /// <summary>Remove all that is kept about me.</summary>
    ForgetMe,

    /// <summary>What is this, and what is it not?</summary>
    Terms,
}

/// <summary>Recognises commands: the whole message must be one, so that a question is never taken for it.</summary>
public static class CommandWords
{
    private static readonly (Command Command, string[] Words)[] Table =
    [
        (Command.Help, ["help", "help me", "menu", "commands", "what can i do", "what can i ask", "what can i say", "how does this work", "how do i use this"]),
        (Command.Topics, ["topics", "list topics", "show topics", "all topics", "subjects", "what do you know", "what do you know about", "what topics do you have", "what topics do you cover", "articles", "list articles"]),
        (Command.CheckSymptoms, ["check my symptoms", "check symptoms", "symptom check", "symptom checker", "check me", "start the questionnaire", "start questionnaire", "questionnaire", "triage", "ask me questions", "ask me the questions", "resume", "continue my check", "resume the questions"]),
        (Command.StartOver, ["start over", "restart", "start again", "start afresh", "begin again", "reset", "new conversation", "start from the beginning", "new chat"]),
        (Command.Repeat, ["repeat", "repeat that", "say that again", "say it again", "again", "pardon", "come again", "what did you say"]),
        (Command.Cancel, ["cancel", "stop", "quit", "exit", "abort", "never mind", "nevermind", "forget it", "stop asking", "stop the questions", "no more questions", "leave it"]),
        (Command.MyData, ["my data", "what do you keep", "what do you know about me", "what do you store", "what data do you keep", "privacy", "my privacy", "is this private", "is this chat private", "is this confidential", "who can see this", "who can read this"]),
        (Command.ForgetMe, ["forget me", "delete my data", "erase my data", "remove my data", "delete everything", "delete all my data", "delete this chat", "delete this conversation", "delete my chat", "erase me", "delete me"]),
        (Command.Terms, ["terms", "terms of use", "terms and conditions", "conditions of use", "legal", "disclaimer", "intended use", "notice"]),
    ];

    // Words of courtesy around a command change nothing.
    private static readonly HashSet<string> Courtesy = new(StringComparer.Ordinal)
    {
        "please", "pls", "plz", "ok", "okay", "now", "thanks", "thank", "you", "hey", "hi", "hello", "so", "well",
        "id", "like", "to", "i", "want", "lets", "can", "could", "we", "just", "then",
    };

    private static readonly Dictionary<string, Command> ByWords = Normalised();

    /// <summary>The command that the whole message is, courtesy aside, or null.</summary>
    public static Command? Find(string text)
    {
        if (text.Length > 80)
        {
            return null;
        }

        var words = Words.Of(text);
        var first = 0;
        var last = words.Length;
        while (true)
        {
            if (first >= last)
            {
                return null;
            }

            var normalised = string.Join(' ', words[first..last].Select(w => w.Value));
            if (ByWords.TryGetValue(normalised, out var command))
            {
                return command;
            }

            if (Courtesy.Contains(words[first].Value))
            {
                first++;
            }
            else if (Courtesy.Contains(words[last - 1].Value))
            {
                last--;
            }
            else
            {
                return null;
            }
        }
    }

    private static Dictionary<string, Command> Normalised()
    {
        var commands = new Dictionary<string, Command>(StringComparer.Ordinal);
        foreach (var (command, all) in Table)
        {
            foreach (var words in all)
            {
                commands.Add(Words.Normalise(words), command);
            }
        }

        return commands;
    }
}
