using Spasms.Bot;
using Spasms.Bot.Cli;
using Spasms.Bot.Packages;

// Before any expression is made: the recognizers' backtrack, and what takes longer is given up.
AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromMilliseconds(250));

return CommandLine.Run(args, settings => BotHost.Run(settings, PackagedAdapters.All), PackagedAdapters.All);
