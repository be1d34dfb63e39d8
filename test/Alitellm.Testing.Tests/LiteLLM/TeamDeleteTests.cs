using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §8.4.</summary>
internal sealed class TeamDeleteTests
{
    [Test]
    public async Task Deleting_is_all_or_nothing()
    {
        using var proxy = await With("a", "b");
        Assert.That((await proxy.Post("/team/delete", """{"team_ids":["a","nope"]}""")).Status, Is.EqualTo(404));
        Assert.That(proxy.World.Teams, Has.Count.EqualTo(2));

        var answer = await proxy.Post("/team/delete", """{"team_ids":["a","b"]}""");
        Assert.That((answer.Status, answer.Json["deleted_teams"]!.AsArray().Count), Is.EqualTo((200, 2)));
        Assert.That(proxy.World.Teams, Is.Empty);
    }

    [TestCase("""{"team_ids":[]}""", 200)]
    [TestCase("""{"team_id":"a"}""", 422)]
    [TestCase("""{"team_ids":"a"}""", 422)]
    public async Task An_empty_list_is_done_and_another_field_422(string body, int status)
    {
        using var proxy = await With("a");

        Assert.That((await proxy.Post("/team/delete", body)).Status, Is.EqualTo(status));
        Assert.That(proxy.World.Teams, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_copy_stays_visible_and_the_id_can_be_used_again()
    {
        using var proxy = await With("a");
        await proxy.Post("/team/delete", """{"team_ids":["a"]}""");

        Assert.That((await proxy.Get("/v2/team/list?status=deleted")).Json["teams"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await proxy.Get("/team/info?team_id=a")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Post("/team/new", """{"team_id":"a"}""")).Status, Is.EqualTo(200));
    }

    private static async Task<Proxy> With(params string[] ids)
    {
        var proxy = new Proxy();
        foreach (var id in ids)
        {
            await proxy.Post("/team/new", $$"""{"team_id":"{{id}}"}""");
        }

        return proxy;
    }
}
