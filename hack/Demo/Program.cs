using Alitellm.Demo;
using Alitellm.Operator.Hosting;

using var signals = TerminationSignals.Register();
return await DemoCommandLine.RunAsync(args, Console.Out, Console.Error, signals.Requested);
