using Alitellm.LiteLLM;
using Alitellm.Operator.Hosting;

using TerminationSignals signals = TerminationSignals.Register();
await using Stream output = Console.OpenStandardOutput();
var process = new OperatorProcess(
    ProcessEnvironment.Read(),
    output,
    Console.Error,
    Redactor.Redact,
    OperatorRuntime.Create);
return await process.RunAsync(args, TimeProvider.System, Random.Shared, signals.Requested);
