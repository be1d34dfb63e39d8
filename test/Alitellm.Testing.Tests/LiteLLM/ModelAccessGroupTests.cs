using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §5.</summary>
internal sealed class ModelAccessGroupTests
{
    [Test]
    public async Task Creating_a_group_labels_every_deployment_of_the_names()
    {
        using var proxy = await WithModels();
        var answer = await proxy.Post("/access_group/new", """{"access_group":"g","model_names":["m"]}""");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Json["models_updated"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(Labels(proxy, "a1"), Is.EqualTo(["g"]));
        Assert.That(Labels(proxy, "a2"), Is.EqualTo(["g"]));
        Assert.That(Labels(proxy, "b"), Is.Empty);
    }

    [Test]
    public async Task A_label_declared_on_the_model_is_the_same_thing()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", "m", info: "\"access_groups\":[\"g\"]");

        var groups = (await proxy.Get("/access_group/list")).Json["access_groups"]!;
        Assert.That(groups.ToJsonString(), Is.EqualTo("""[{"access_group":"g","model_names":["m"],"deployment_count":1}]"""));
        await proxy.Post("/model/delete", """{"id":"a"}""");
        Assert.That((await proxy.Get("/access_group/g/info")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task An_update_replaces_the_membership()
    {
        using var proxy = await WithModels();
        await proxy.Post("/access_group/new", """{"access_group":"g","model_names":["m"]}""");
        var answer = await proxy.Send("PUT", "/access_group/g/update", """{"model_names":["n"]}""");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(Labels(proxy, "a1"), Is.Empty);
        Assert.That(Labels(proxy, "b"), Is.EqualTo(["g"]));
    }

    [Test]
    public async Task A_deleted_group_leaves_no_label()
    {
        using var proxy = await WithModels();
        await proxy.Post("/access_group/new", """{"access_group":"g","model_names":["m","n"]}""");
        var answer = await proxy.Send("DELETE", "/access_group/g/delete");

        Assert.That((answer.Status, answer.Json["message"]!.GetValue<string>()), Is.EqualTo((200, "Access group 'g' deleted successfully")));
        Assert.That(proxy.World.Models.SelectMany(row => Labels(proxy, row.Id)), Is.Empty);
    }

    [TestCase("""{"access_group":"g","model_names":["nope"]}""", 400)]
    [TestCase("""{"access_group":"","model_names":["m"]}""", 400)]
    [TestCase("""{"access_group":"g","model_names":[]}""", 400)]
    [TestCase("""{"model_names":["m"]}""", 422)]
    [TestCase("""{"access_group":"g"}""", 422)]
    [TestCase("""{"access_group":"g","model_ids":["a1"]}""", 422)]
    [TestCase("""{"access_group":"taken","model_names":["m"]}""", 409)]
    public async Task What_cannot_be_created(string body, int status)
    {
        using var proxy = await WithModels();
        await proxy.Post("/access_group/new", """{"access_group":"taken","model_names":["n"]}""");

        Assert.That((await proxy.Post("/access_group/new", body)).Status, Is.EqualTo(status));
    }

    [TestCase("GET", "/access_group/nope/info", null)]
    [TestCase("PUT", "/access_group/nope/update", """{"model_names":["m"]}""")]
    [TestCase("DELETE", "/access_group/nope/delete", null)]
    public async Task An_unknown_group_is_404(string method, string path, string? body)
    {
        using var proxy = await WithModels();

        Assert.That((await proxy.Send(method, path, body)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Writing_a_group_opens_the_same_serving_gap_as_a_patch()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { ServingGap = TimeSpan.FromSeconds(1) });
        await proxy.CreateModel("a", "m");
        var write = proxy.Post("/access_group/new", """{"access_group":"g","model_names":["m"]}""");

        Assert.That(await proxy.Names(), Is.Empty);
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await write).Status, Is.EqualTo(200));
        Assert.That(await proxy.Names(), Is.EqualTo(["m"]));
    }

    private static async Task<Proxy> WithModels()
    {
        var proxy = new Proxy();
        await proxy.CreateModel("a1", "m");
        await proxy.CreateModel("a2", "m");
        await proxy.CreateModel("b", "n");
        return proxy;
    }

    private static string[] Labels(Proxy proxy, string id)
        => [.. proxy.World.FindModel(id)!.ModelInfo["access_groups"]?.AsArray().Select(label => label!.GetValue<string>()) ?? []];
}
