using System.Net;
using System.Text.Json.Nodes;

namespace Alitellm.Api.Tests.RealApi;

public sealed class ConnectionRefOnRealApiTests
{
    private static int _objects;

    private static IEnumerable<string> Kinds => ApiKinds.All.Where(k => k.DeclaresEntry).Select(k => k.Kind);

    [TestCaseSource(nameof(Kinds))]
    public async Task It_cannot_be_changed(string kind) =>
        Assert.That(await ChangeAsync(kind, """{"name":"a"}""", """{"name":"b"}"""), Is.EqualTo(HttpStatusCode.UnprocessableEntity));

    [TestCaseSource(nameof(Kinds))]
    public async Task It_cannot_be_added_afterwards(string kind) =>
        Assert.That(await ChangeAsync(kind, null, """{"name":"a"}"""), Is.EqualTo(HttpStatusCode.UnprocessableEntity));

    [TestCaseSource(nameof(Kinds))]
    public async Task It_cannot_be_removed(string kind) =>
        Assert.That(await ChangeAsync(kind, """{"name":"a"}""", null), Is.EqualTo(HttpStatusCode.UnprocessableEntity));

    [TestCase(null, """{"name":"default"}""")]
    [TestCase("""{"name":"default"}""", null)]
    [TestCase("{}", null)]
    [TestCase(null, "{}")]
    [TestCase("""{"name":"a"}""", """{"name":"a"}""")]
    [TestCase(null, null)]
    public async Task Absent_means_default_so_naming_it_changes_nothing(string? before, string? after) =>
        Assert.That(await ChangeAsync("LiteLLMModel", before, after), Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task Leaving_the_whole_spec_out_is_a_change_too()
    {
        var created = await SchemaOnRealApiTests.CreateAsync("LiteLLMModel", NewName(), m => m["spec"]!["connectionRef"] = new JsonObject { ["name"] = "a" });
        created.Remove("spec");

        var (status, answer) = await ReplaceAsync(created);

        Assert.That(status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((string)answer["message"]!, Does.Contain("spec.connectionRef.name").And.Contain("cannot be changed").And.Contain("delete the object and create it again"));
    }

    [Test]
    public async Task An_object_without_a_spec_can_get_one()
    {
        var created = await SchemaOnRealApiTests.CreateAsync("LiteLLMModel", NewName(), m => m.Remove("spec"));
        created["spec"] = new JsonObject { ["params"] = new JsonObject { ["model"] = "m" } };

        Assert.That((await ReplaceAsync(created)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task<HttpStatusCode> ChangeAsync(string kind, string? before, string? after)
    {
        var created = await SchemaOnRealApiTests.CreateAsync(kind, NewName(), m => Set(m, before));
        Set(created, after);
        return (await ReplaceAsync(created)).Status;
    }

    private static Task<(HttpStatusCode Status, JsonObject Body)> ReplaceAsync(JsonObject changed) =>
        RealApiSetup.Api.ReplaceAsync($"{ApiServer.Objects((string)changed["kind"]!)}/{changed["metadata"]!["name"]}", changed);

    private static void Set(JsonObject manifest, string? reference)
    {
        manifest["spec"]!.AsObject().Remove("connectionRef");
        if (reference is not null)
        {
            manifest["spec"]!["connectionRef"] = JsonNode.Parse(reference);
        }
    }

    private static string NewName() => $"connection-ref-{Interlocked.Increment(ref _objects)}";
}
