using System.Diagnostics;
using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

/// <summary>The real kubectl against the HTTP skin. Fails where kubectl is not installed.</summary>
public sealed class KubectlTests
{
    private const string Manifest = """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: w, labels: {app: x}}
        spec: {size: 2, limits: {a: 1}, targets: [{name: t1, url: u}]}
        """;

    private string _directory = null!;
    private string _kubeconfig = null!;
    private ApiServer _server = null!;
    private ApiServerHost _host = null!;

    [SetUp]
    public async Task Start()
    {
        _directory = Directory.CreateTempSubdirectory("kubectl-").FullName;
        _server = new ApiServer(TimeProvider.System);
        _host = await ApiServerHost.StartAsync(_server);
        _kubeconfig = _host.WriteKubeconfig(System.IO.Path.Combine(_directory, "kubeconfig"));
        await Kubectl(Definition, "apply", "-f", "-");
    }

    [TearDown]
    public async Task Stop()
    {
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task Apply_creates_then_configures_then_leaves_alone()
    {
        Assert.That(await Kubectl(Manifest, "apply", "-f", "-"), Is.EqualTo("widget.example.com/w created"));
        Assert.That(await Kubectl(Manifest.Replace("a: 1", "b: 3", StringComparison.Ordinal), "apply", "-f", "-"), Is.EqualTo("widget.example.com/w configured"));
        Assert.That(Spec()["limits"]!.ToJsonString(), Is.EqualTo("""{"b":3}"""));
        const string map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: b}}";
        Assert.That(await Kubectl(map, "apply", "-f", "-"), Is.EqualTo("configmap/m created"));
        Assert.That(await Kubectl(map, "apply", "-f", "-"), Is.EqualTo("configmap/m unchanged"));
    }

    [Test]
    public async Task Server_side_apply_conflicts_with_another_manager()
    {
        await Kubectl(Manifest, "apply", "--server-side", "-f", "-");
        var other = Manifest.Replace("size: 2", "size: 3", StringComparison.Ordinal);
        var refused = await Run(other, "apply", "--server-side", "--field-manager=other", "-f", "-");

        Assert.That(refused.Code, Is.Not.Zero);
        Assert.That(refused.Error, Does.Contain("conflict with \"kubectl\": .spec.size"));
        await Kubectl(other, "apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "-");
        Assert.That((int)Spec()["size"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task Unknown_fields_are_refused_by_apply()
    {
        var refused = await Run(Manifest.Replace("size: 2", "size: 2, nope: 1", StringComparison.Ordinal), "apply", "-f", "-");

        Assert.That(refused.Error, Does.Contain("unknown field \"spec.nope\""));
    }

    [Test]
    public async Task Get_shows_the_columns_and_wait_sees_the_condition()
    {
        await Kubectl(Manifest, "apply", "-f", "-");
        await Kubectl("", "patch", "wd", "w", "--subresource=status", "--type=merge", "-p", """{"status":{"observedGeneration":1,"conditions":[{"type":"Ready","status":"True"}]}}""");

        Assert.That((await Kubectl("", "get", "wd")).Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["NAME", "SIZE", "READY", "AGE"]));
        Assert.That(await Kubectl("", "get", "all", "--no-headers"), Does.Match(@"w\s+2\s+True"));
        Assert.That(await Kubectl("", "wait", "--for=condition=Ready", "wd/w", "--timeout=30s"), Is.EqualTo("widget.example.com/w condition met"));
    }

    [Test]
    public async Task Describe_shows_events_of_both_groups()
    {
        await Kubectl(Manifest, "apply", "-f", "-");
        var uid = (string)_server.Get(Resource, "default", "w")!["metadata"]!["uid"]!;
        _server.Create((JsonObject)JsonNode.Parse($$$"""
            {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"e","namespace":"default"},"reason":"Synced","note":"all is well",
             "type":"Normal","eventTime":"2026-01-01T00:00:00.000000Z","reportingController":"c",
             "regarding":{"kind":"Widget","namespace":"default","name":"w","apiVersion":"example.com/v1","uid":"{{{uid}}}"}}
            """)!);
        var text = await Kubectl("", "describe", "wd", "w");

        Assert.That(text, Does.Contain("Size:").And.Contain("Synced").And.Contain("all is well"));
    }

    [Test]
    public async Task Annotate_patch_edit_and_replace_change_the_object()
    {
        await Kubectl(Manifest, "apply", "-f", "-");
        await Kubectl("", "annotate", "wd", "w", "note=x");
        await Kubectl("", "patch", "wd", "w", "--type=json", "-p", """[{"op":"replace","path":"/spec/size","value":6}]""");
        var editor = System.IO.Path.Combine(_directory, "editor.sh");
        await File.WriteAllTextAsync(editor, "sed -i 's/size: 6/size: 7/' \"$1\"\n");
        Assert.That((await Run("", ["edit", "wd", "w"], ("KUBE_EDITOR", $"sh {editor}"))).Output, Is.EqualTo("widget.example.com/w edited"));
        await Kubectl((await Kubectl("", "get", "wd", "w", "-o", "yaml")).Replace("color: red", "color: green", StringComparison.Ordinal), "replace", "-f", "-");

        Assert.That((int)Spec()["size"]!, Is.EqualTo(7));
        Assert.That((string?)Spec()["color"], Is.EqualTo("green"));
    }

    [Test]
    public async Task Create_commands_that_speak_protobuf_work()
    {
        await Kubectl("", "create", "namespace", "team");
        await Kubectl("", "create", "secret", "generic", "s", "-n", "team", "--from-literal=key=value");
        await Kubectl("", "create", "configmap", "m", "-n", "team", "--from-literal=a=b");
        await Kubectl("", "create", "serviceaccount", "sa", "-n", "team");

        Assert.That((string?)_server.Get("secrets", "team", "s")!["data"]!["key"], Is.EqualTo(Convert.ToBase64String("value"u8)));
        Assert.That((string?)_server.Get("configmaps", "team", "m")!["data"]!["a"], Is.EqualTo("b"));
        await Kubectl("", "delete", "namespace", "team", "--timeout=30s");
        Assert.That(_server.List("secrets"), Is.Empty);
    }

    [Test]
    public async Task Delete_waits_for_the_finalizer()
    {
        await Kubectl(Manifest.Replace("name: w,", "name: w, finalizers: [example.com/f],", StringComparison.Ordinal), "apply", "-f", "-");
        var deleting = Kubectl("", "delete", "wd", "w", "--timeout=60s");
        while (_server.Journal.Count("watch", "widgets") == 0 && !deleting.IsCompleted)
        {
            await Task.Yield();
        }

        _server.Patch(Resource, "default", "w", (JsonObject)JsonNode.Parse("""{"metadata":{"finalizers":null}}""")!);

        Assert.That(await deleting, Is.EqualTo("widget.example.com \"w\" deleted"));
    }

    [Test]
    public async Task Explain_knows_the_schema()
    {
        // Explain trusts the discovery cache, which the set-up filled before the definition was there.
        await Kubectl("", "api-resources", "--cached=false");
        Assert.That(await Kubectl("", "explain", "wd.spec.targets"), Does.Contain("weight").And.Contain("<integer>"));
    }

    private JsonObject Spec() => (JsonObject)_server.Get(Resource, "default", "w")!["spec"]!;

    private async Task<string> Kubectl(string input, params string[] arguments)
    {
        var (code, output, error) = await Run(input, arguments);
        Assert.That(code, Is.Zero, $"kubectl {string.Join(' ', arguments)}: {error}");
        return output;
    }

    private Task<(int Code, string Output, string Error)> Run(string input, params string[] arguments) => Run(input, arguments, ("HOME", _directory));

    private async Task<(int Code, string Output, string Error)> Run(string input, string[] arguments, (string Name, string Value) environment)
    {
        var start = new ProcessStartInfo("kubectl", ["--kubeconfig", _kubeconfig, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory,
        };
        start.Environment["HOME"] = _directory;
        start.Environment[environment.Name] = environment.Value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).Trim(), (await error).Trim());
    }
}
