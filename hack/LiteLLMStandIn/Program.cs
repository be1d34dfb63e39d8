using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using Alitellm.Testing.Providers;

var port = new Option<int>("--port") { Description = "Port to listen on.", DefaultValueFactory = _ => 4000 };
var any = new Option<bool>("--any-interface") { Description = "Listen on all interfaces, not only on loopback." };
var masterKey = new Option<string>("--master-key") { Description = "The admin key.", DefaultValueFactory = _ => "sk-1234" };
var version = new Option<string>("--version") { Description = "The LiteLLM version to imitate.", DefaultValueFactory = _ => "1.81.13" };
var replicas = new Option<int>("--replicas") { Description = "Processes behind the port, taken in turn.", DefaultValueFactory = _ => 1 };
var reload = new Option<double>("--reload-seconds") { Description = "How often each process reads the database again.", DefaultValueFactory = _ => 30 };
var writeMs = new Option<double>("--write-ms") { Description = "Latency of a write." };
var readMs = new Option<double>("--read-ms") { Description = "Latency of a read." };
var serial = new Option<bool>("--serial-writes") { Description = "Writes wait for each other." };
var gapMs = new Option<double>("--gap-ms") { Description = "Serving gap of a model PATCH (below 1.84)." };
var licensed = new Option<bool>("--licensed") { Description = "Behave as with an enterprise licence." };
var seed = new Option<int>("--seed") { Description = "Seed of ids, ciphertexts and fault probabilities." };
var journal = new Option<FileInfo?>("--journal") { Description = "File that gets one JSON line per completed request." };
var models = new Option<FileInfo?>("--config-models") { Description = "JSON array of models of the configuration file." };

var command = new RootCommand("A stand-in for a LiteLLM proxy: its admin REST API, quirks included, without any provider.");
command.Options.Remove(command.Options.OfType<VersionOption>().Single());
foreach (var option in new Option[] { port, any, masterKey, version, replicas, reload, writeMs, readMs, serial, gapMs, licensed, seed, journal, models })
{
    command.Add(option);
}

command.SetAction(async (arguments, cancellationToken) =>
{
    var world = new LiteLLMWorld(TimeProvider.System, new LiteLLMWorldOptions
    {
        MasterKey = arguments.GetValue(masterKey)!,
        Version = arguments.GetValue(version)!,
        Replicas = arguments.GetValue(replicas),
        ReloadInterval = TimeSpan.FromSeconds(arguments.GetValue(reload)),
        WriteLatency = TimeSpan.FromMilliseconds(arguments.GetValue(writeMs)),
        ReadLatency = TimeSpan.FromMilliseconds(arguments.GetValue(readMs)),
        SerialWrites = arguments.GetValue(serial),
        ServingGap = TimeSpan.FromMilliseconds(arguments.GetValue(gapMs)),
        Licensed = arguments.GetValue(licensed),
        Seed = arguments.GetValue(seed),
        ConfigModels = arguments.GetValue(models) is { } file ? ReadModels(file) : [],
    });
    await using var lines = arguments.GetValue(journal)?.Open(FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
    if (lines is not null)
    {
        world.Journal.AppendTo(lines);
    }

    await using var host = await LiteLLMHost.StartAsync(world, arguments.GetValue(port), new LiteLLMHostOptions
    {
        ControlRoutes = true,
        NameProcesses = arguments.GetValue(journal) is not null,
        Interface = arguments.GetValue(any) ? IPAddress.Any : IPAddress.Loopback,
    });
    Console.WriteLine($"LiteLLM stand-in {arguments.GetValue(version)} listens on {host.Address}");
    await WaitForEndAsync(cancellationToken);
    return 0;
});
var offered = new Option<int>("--models") { Description = "How many models it offers: model-0001 and so on.", DefaultValueFactory = _ => 3 };
var source = new Command("source", "A service beside LiteLLM that offers models to discover, as OpenAI would under http://127.0.0.1:<port>/v1.") { port, offered };
source.SetAction(async (arguments, cancellationToken) =>
{
    using var world = new ProviderWorld(TimeProvider.System);
    world.Add("127.0.0.1", new OpenAIProvider { Models = [.. Enumerable.Range(1, arguments.GetValue(offered)).Select(number => $"model-{number:d4}")] });
    using var host = new WireMockProviders(world, arguments.GetValue(port));
    Console.WriteLine($"{arguments.GetValue(offered)} models are offered on port {host.Address.Port}");
    await WaitForEndAsync(cancellationToken);
    return 0;
});
command.Add(source);
return await command.Parse(args).InvokeAsync();

static async Task WaitForEndAsync(CancellationToken cancellationToken)
{
    var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    await using var registration = cancellationToken.Register(ended.SetResult);
    await ended.Task;
}

static IReadOnlyList<JsonObject> ReadModels(FileInfo file)
    => [.. JsonNode.Parse(File.ReadAllText(file.FullName))!.AsArray().Select(row => row!.AsObject())];
