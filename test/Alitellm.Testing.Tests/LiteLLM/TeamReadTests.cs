using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §8.2.</summary>
internal sealed class TeamReadTests
{
    [Test]
    public async Task Only_info_expands_the_grants_and_only_the_unpaged_list_shows_model_aliases()
    {
        using var proxy = new Proxy();
        await proxy.Post("/team/new", """{"team_id":"a","model_aliases":{"gpt":"m"},"object_permission":{"agents":["x"]}}""");

        var info = (await proxy.Get("/team/info?team_id=a")).Json["team_info"]!;
        Assert.That(info["object_permission"]!["agents"]!.ToJsonString(), Is.EqualTo("""["x"]"""));
        Assert.That(info["litellm_model_table"], Is.Null);
        var paged = (await proxy.Get("/v2/team/list")).Json["teams"]![0]!;
        Assert.That((paged["object_permission"], paged["litellm_model_table"]), Is.EqualTo(((object?)null, (object?)null)));
        var listed = (await proxy.Get("/team/list")).Json[0]!;
        Assert.That(listed["object_permission"], Is.Null);
        Assert.That(listed["litellm_model_table"]!["model_aliases"]!.ToJsonString(), Is.EqualTo("""{"gpt":"m"}"""));
        Assert.That(listed["keys"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_team_without_grants_has_null_in_their_place()
    {
        using var proxy = new Proxy();
        await proxy.Post("/team/new", """{"team_id":"a"}""");

        Assert.That((await proxy.Get("/team/info?team_id=a")).Json["team_info"]!["object_permission"], Is.Null);
    }

    [TestCase("/team/info", 422)]
    [TestCase("/team/info?team_id=nope", 404)]
    [TestCase("/v2/team/list?page_size=101", 422)]
    [TestCase("/v2/team/list?page=0", 422)]
    [TestCase("/v2/team/list?status=active", 400)]
    public async Task What_cannot_be_read(string path, int status)
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Get(path)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Pages_hold_ten_newest_first_and_tell_where_they_are()
    {
        using var proxy = new Proxy();
        for (var i = 0; i < 12; i++)
        {
            await proxy.Post("/team/new", $$"""{"team_id":"t{{i}}"}""");
            proxy.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = (await proxy.Get("/v2/team/list")).Json;
        Assert.That(first["teams"]!.AsArray().Select(team => (string?)team!["team_id"]).Take(2), Is.EqualTo(["t11", "t10"]));
        Assert.That(
            ((int?)first["total"], (int?)first["page"], (int?)first["page_size"], (int?)first["total_pages"]),
            Is.EqualTo(((int?)12, (int?)1, (int?)10, (int?)2)));
        Assert.That((await proxy.Get("/v2/team/list?page=2")).Json["teams"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((await proxy.Get("/v2/team/list?page=3")).Json["teams"]!.AsArray(), Is.Empty);
    }

    [TestCase("team_alias=ALPH", new[] { "a", "b" })]
    [TestCase("team_alias=alpha-2", new[] { "b" })]
    [TestCase("team_id=a", new[] { "a" })]
    [TestCase("team_id=alph", new string[0])]
    public async Task T12_The_alias_filter_matches_parts_and_the_id_filter_the_whole(string query, string[] ids)
    {
        using var proxy = new Proxy();
        await proxy.Post("/team/new", """{"team_id":"a","team_alias":"Alpha"}""");
        await proxy.Post("/team/new", """{"team_id":"b","team_alias":"Alpha-2"}""");
        await proxy.Post("/team/new", """{"team_id":"c"}""");

        var teams = (await proxy.Get("/v2/team/list?sort_by=team_id&" + query)).Json["teams"]!.AsArray();
        Assert.That(teams.Select(team => (string?)team!["team_id"]), Is.EqualTo(ids));
    }

    [Test]
    public async Task The_unpaged_list_is_sorted_by_alias()
    {
        using var proxy = new Proxy();
        await proxy.Post("/team/new", """{"team_id":"a","team_alias":"z"}""");
        await proxy.Post("/team/new", """{"team_id":"b","team_alias":"y"}""");

        Assert.That((await proxy.Get("/team/list")).Json.AsArray().Select(team => (string?)team!["team_id"]), Is.EqualTo(["b", "a"]));
    }

    [Test]
    public async Task An_ordinary_key_may_not_read_teams()
    {
        using var proxy = new Proxy(new() { VirtualKeys = ["sk-user"] });
        using var user = proxy.Client(key: "sk-user");

        Assert.That((await Proxy.Send(user, "GET", "/team/list")).Status, Is.EqualTo(401));
    }
}
