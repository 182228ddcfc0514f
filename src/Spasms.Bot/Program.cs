using Spasms.Bot;
using Spasms.Bot.Cli;

return CommandLine.Run(args, settings => BotHost.Run(settings));
