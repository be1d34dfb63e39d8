using Alitellm.Operator.Discovery.Models.Sources;
using Alitellm.Operator.Discovery.Sources;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

internal sealed class SourcePagesTests
{
    [Test]
    public async Task A_page_that_names_itself_as_the_next_one_is_an_error()
    {
        var error = (await Assert.ThrowsAsync<SourceException>(() => SourcePages.ReadAsync("x", _ => Task.FromResult(new SourcePage<int>([1], "again")))))!;

        Assert.That((error.Failure, error.Message), Is.EqualTo((SourceFailure.Unreachable, "x answers every page with the same next page")));
    }
}
