using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Tests.Client;
using Alitellm.Testing.Kubernetes;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Informers;

/// <summary>The runtime's client side on real Kubernetes API machinery. The only tests here with real time: they wait for events, never for a time.</summary>

public sealed class KubeLiteTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private KubeLite _server = null!;
    private KubernetesConnection _connection = null!;
    private IResourceClient<Thing> _things = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (await KubeLite.StartAsync() is not { } server)
        {
            Assert.Ignore("kube-lite is not installed: set KUBE_LITE to its folder to run these tests.");
            return;
        }

        _server = server;
        _connection = KubernetesConnection.Create(server.Kubeconfig, "alitellm-tests", TimeProvider.System);
        _things = _connection.Resource(Things.Type);
        var definition = PartialObject.TypeOf("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition");
        await _connection.Resource(definition).ApplyAsync(new("", "things.test.example.com"), YamlJson.ParseAll(Things.Definition).Single(), "tests", true, default);
        foreach (var name in (string[])["a", "b"])
        {
            await _connection.Resource(PartialObject.TypeOf("", "v1", "namespaces", "Namespace")).CreateAsync(new() { Metadata = new() { Name = name } }, default);
        }

        using var informer = new Watched(_connection);
        await informer.Informer.WaitForSyncAsync(default).WaitAsync(Patience);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _connection?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Test]
    public async Task An_object_goes_through_its_whole_life()
    {
        var key = new ObjectKey("a", "life");
        using var watched = new Watched(_connection);

        var created = await _things.CreateAsync(new Thing { Metadata = new() { NamespaceProperty = "a", Name = "life" }, Spec = new() { Value = 1 } }, default);
        await watched.UntilAsync(key, t => t?.Spec!.Value == 1);
        var again = await Refusal(() => _things.CreateAsync(new Thing { Metadata = new() { NamespaceProperty = "a", Name = "life" } }, default));
        await _things.MergePatchAsync(key, new JsonObject { ["spec"] = new JsonObject { ["value"] = 2 } }, default);
        await watched.UntilAsync(key, t => t?.Spec!.Value == 2);
        var status = await _things.MergePatchStatusAsync(key, new JsonObject { ["phase"] = "Ready" }, default);
        await watched.UntilAsync(key, t => t?.Status?.Phase == "Ready");
        var failedTest = await Refusal(() => _things.JsonPatchAsync(key, new JsonArray(new JsonObject { ["op"] = "test", ["path"] = "/spec/value", ["value"] = 9 }), default));
        var stale = await Refusal(() => _things.MergePatchAsync(key, new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = created.Metadata.ResourceVersion } }, default));
        var applied = await _things.ApplyAsync(key, Things.Manifest("a", "life", 3), "tests", true, default);
        await watched.UntilAsync(key, t => t?.Spec!.Value == 3);
        var wrongUid = await Refusal(() => _things.DeleteAsync(key, "00000000-0000-0000-0000-000000000000", default));
        await _things.DeleteAsync(key, created.Metadata.Uid, default);
        await _things.DeleteAsync(key, created.Metadata.Uid, default);
        await watched.UntilAsync(key, t => t is null);

        Assert.Multiple(async () =>
        {
            Assert.That((created.Kind, created.Metadata.ManagedFields), Is.EqualTo(("Thing", (IList<V1ManagedFieldsEntry>?)null)));
            Assert.That((status.Spec!.Value, applied.Status!.Phase), Is.EqualTo((2, "Ready")));
            Assert.That(again.IsConflict);
            Assert.That(failedTest.Status, Is.EqualTo(422));
            Assert.That(stale.IsConflict);
            Assert.That(wrongUid.IsConflict);
            Assert.That(await _things.GetAsync(key, default), Is.Null);
        });
    }

    [Test]
    public async Task Secrets_are_watched_as_metadata_and_read_whole()
    {
        var secrets = _connection.Resource(BuiltInTypes.Secret);
        using var stop = new CancellationTokenSource();
        var informer = new Informer<PartialObject>(_connection, BuiltInTypes.SecretMetadata, new InformerOptions(["a"], MetadataOnly: true), TimeProvider.System, NullLoggerFactory.Instance);
        await secrets.CreateAsync(new V1Secret { Metadata = new() { NamespaceProperty = "a", Name = "listed" }, Data = new Dictionary<string, byte[]> { ["k"] = [1, 2] } }, default);
        var seen = new TaskCompletionSource();
        informer.Subscribe(e =>
        {
            if (e.Key.Name == "watched")
            {
                seen.TrySetResult();
            }
        });
        var run = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(default).WaitAsync(Patience);
        await secrets.CreateAsync(new V1Secret { Metadata = new() { NamespaceProperty = "a", Name = "watched" } }, default);
        await seen.Task.WaitAsync(Patience);
        await stop.CancelAsync();
        await run;

        Assert.That(informer.List().Select(s => (s.Kind, s.Metadata.Name)), Is.EquivalentTo(new[] { ("Secret", "listed"), ("Secret", "watched") }));
        Assert.That((await secrets.GetAsync(new("a", "listed"), default))!.Data["k"], Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public async Task A_Lease_keeps_its_times()
    {
        var leases = _connection.Resource(BuiltInTypes.Lease);
        var now = new DateTime(2026, 1, 2, 3, 4, 5, 678, 901, DateTimeKind.Utc);

        await leases.CreateAsync(new V1Lease { Metadata = new() { NamespaceProperty = "a", Name = "lease" }, Spec = new() { HolderIdentity = "me", RenewTime = now } }, default);

        Assert.That((await leases.GetAsync(new("a", "lease"), default))!.Spec.RenewTime, Is.EqualTo(now));
        Assert.That(await _connection.ListAsync(BuiltInTypes.Lease, "a", null, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_missed_when_the_API_server_is_killed_and_the_history_compacted()
    {
        var (gone, changed) = (new ObjectKey("b", "gone"), new ObjectKey("b", "changed"));
        foreach (var key in (ObjectKey[])[gone, changed])
        {
            await _things.CreateAsync(new Thing { Metadata = new() { NamespaceProperty = "b", Name = key.Name }, Spec = new() { Value = 1 } }, default);
        }

        using var watched = new Watched(_connection);
        await watched.UntilAsync(gone, t => t is not null);
        await _server.KillApiServerAsync();

        // A server on another port, which the informer does not know, takes the changes.
        await _server.UpAsync(KubeLite.FreePort());
        using (var elsewhere = KubernetesConnection.Create(_server.Kubeconfig, "alitellm-tests", TimeProvider.System))
        {
            await elsewhere.Resource(Things.Type).DeleteAsync(gone, null, default);
            await elsewhere.Resource(Things.Type).MergePatchAsync(changed, new JsonObject { ["spec"] = new JsonObject { ["value"] = 2 } }, default);
        }

        await _server.CompactAsync();
        await _server.KillApiServerAsync();
        await _server.UpAsync(_server.Port);

        await watched.UntilAsync(gone, t => t is null);
        await watched.UntilAsync(changed, t => t?.Spec!.Value == 2);
        Assert.That(watched.Informer.IsAlive);
    }

    [Test]
    public async Task A_kind_that_may_be_absent_is_followed_through_coming_going_and_coming_again()
    {
        var type = Things.Type with { Plural = "guests", Kind = "Guest" };
        var definition = Things.Definition.Replace("thing", "guest", StringComparison.Ordinal).Replace("Thing", "Guest", StringComparison.Ordinal);
        var definitions = _connection.Resource(PartialObject.TypeOf("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition"));
        var name = new ObjectKey("", "guests.test.example.com");
        using var watched = new Watched(_connection, type);

        await watched.UntilAsync(InformerState.Absent);
        for (var round = 0; round < 2; round++)
        {
            await definitions.ApplyAsync(name, YamlJson.ParseAll(definition).Single(), "tests", true, default);
            await watched.UntilAsync(InformerState.Synced);
            var guest = Things.Manifest("a", "guest", 1);
            guest["kind"] = "Guest";
            await _connection.Resource(type).ApplyAsync(new("a", "guest"), guest, "tests", true, default);
            await watched.UntilAsync(new("a", "guest"), t => t is not null);
            await definitions.DeleteAsync(name, null, default);
            await watched.UntilAsync(InformerState.Absent);
        }

        Assert.That(watched.Informer.IsAlive);
    }

    private static async Task<KubernetesApiException> Refusal(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (KubernetesApiException e)
        {
            return e;
        }

        throw new AssertionException("the server should have refused");
    }

    private sealed class Watched : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Watched(KubernetesConnection connection, ResourceType<Thing>? type = null)
        {
            var options = new InformerOptions([]) { MayBeAbsent = type is not null };
            Informer = new(connection, type ?? Things.Type, options, TimeProvider.System, NullLoggerFactory.Instance);
            _ = Informer.RunAsync(_stop.Token);
        }

        public Informer<Thing> Informer { get; }

        /// <summary>Waits until the store holds a state, as its subscribers learn it.</summary>
        public async Task UntilAsync(ObjectKey key, Func<Thing?, bool> holds)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var subscription = Informer.Subscribe(e =>
            {
                if (e.Key == key && holds(e.New))
                {
                    reached.TrySetResult();
                }
            });
            if (!holds(Informer.Get(key)))
            {
                await reached.Task.WaitAsync(Patience);
            }
        }

        public async Task UntilAsync(InformerState state)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Look()
            {
                if (Informer.Standing.State == state)
                {
                    reached.TrySetResult();
                }
            }

            Informer.StandingChanged += Look;
            Look();
            await reached.Task.WaitAsync(Patience);
            Informer.StandingChanged -= Look;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
