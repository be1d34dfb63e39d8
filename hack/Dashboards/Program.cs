using Alitellm.Dashboards;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
