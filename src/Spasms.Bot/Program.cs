using Spasms.Bot.Cli;

return CommandLine.Run(args, settings => 0);
