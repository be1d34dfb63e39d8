using Alitellm.Operator.Hosting;

using TerminationSignals signals = TerminationSignals.Register();
await using Stream output = Console.OpenStandardOutput();
var process = new OperatorProcess(
    ProcessEnvironment.Read(),
    output,
    Console.Error,
    redact: static text => text,
    createRuntime: static (_, _) => new IdleRuntime());
return await process.RunAsync(args, TimeProvider.System, Random.Shared, signals.Requested);
