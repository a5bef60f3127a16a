import { grouped, growthOf, longDate, quarterName } from './sampleWords.js';
import type { SampleQuarter } from './sampleQuarter.js';

/** Returns what was said when a company of the sample market spoke about a quarter, as a plain text of several pages. */
export function callTranscript(name: string, [now, before, yearAgo]: readonly SampleQuarter[]): string {
  const quarter = quarterName(now.periodEnd);
  return `${name}
${quarter} EARNINGS CONFERENCE CALL
${longDate(now.publishedOn)}

This transcript is of a sample company. What is said in it is made up.

OPENING REMARKS

Moderator: Ladies and gentlemen, good evening and welcome to the earnings conference call of ${name} for ${quarter}. After the
opening remarks you can ask questions. I now hand the conference over to the managing director.

Managing Director: Thank you, and good evening to everyone. The quarter was a steady one. Demand in rural markets came back
after a good harvest, and our new compact model was received well. Revenue from operations for ${quarter} was ₹ ${grouped(now.sales)}
crore, against ₹ ${grouped(before.sales)} crore in the quarter before. Compared with the same quarter of last year, that is a
change of ${growthOf(now.sales, yearAgo.sales)}.

Capacity utilisation at our two plants rose to 87% in the quarter, from 81% a year ago, because the third shift at the second
plant has now settled. We therefore do not need a new plant before the end of the next fiscal year. Debottlenecking of the
paint shop will add about 8% to what we can build, and it costs little.

CHIEF FINANCIAL OFFICER

Chief Financial Officer: Good evening. Let me take you through the numbers. Profit after tax for ${quarter} stood at ₹ ${grouped(now.netProfit)}
crore, and earnings per share were ₹ ${grouped(now.eps)}. Prices of steel and aluminium fell a little, which helped the gross
margin; freight was dearer, which took a part of that away.

Working capital improved. Inventory at dealers is down to 27 days from 34 days, and we collected earlier from fleet customers.
We remain free of net debt. The board has approved capital expenditure of ₹ 450 crore for the next fiscal year, most of it for
tooling and for the battery line, and all of it will be met from internal accruals.
\f
OUTLOOK

Managing Director: On the outlook, we expect the industry to grow by 5% to 7% next year, and we want to grow faster than that.
Exports are the uncertain part: two of our markets have restricted imports, and shipping takes longer. The order book of the
commercial vehicle business covers about four months of production.

Electric models are 9% of the volumes today. They dilute the margin of the company for now, since the cells are imported. Local
cells should be available in about six quarters, and we have signed with two suppliers so that we do not depend on one.

QUESTIONS AND ANSWERS

Analyst: Congratulations on a good set of numbers. How much of the improvement in margins will stay?

Chief Financial Officer: About half of it comes from operating leverage and stays as long as volumes do. The rest comes from
commodities, and we will share that with customers over time, as our contracts say.

Analyst: Could you speak about attrition and wages?

Managing Director: A three-year settlement with the union was signed in the last month. The increase is in line with inflation,
and a part of it depends on productivity. Attrition among engineers is at 11%, which is lower than it was two years ago.

Analyst: And what about the recall of last year? Is there a provision left?

Chief Financial Officer: The recall is complete. Nine out of ten vehicles were repaired, and the provision that remains is
enough for the others. We see no further cost in this fiscal year.
\f
Analyst: What is your dividend policy with so much cash on the books?

Chief Financial Officer: We pay out between 30% and 40% of profits. The board looks at it again with the annual results. A
buyback is not planned.

CLOSING REMARKS

Managing Director: Thank you all for your questions. We are confident about the year ahead, and careful with money. Stay well.

Moderator: On behalf of ${name}, that concludes this conference. Thank you for joining us.
`;
}
