import { Field, Float, ObjectType } from 'type-graphql';
import type { SearchAnswer, SearchHit as Found } from '../../companies/search/searchAnswer.js';
import type { SearchMode } from '../../companies/search/searchMode.js';
import { Chunk } from '../document/chunk.js';
import { SearchModeEnum } from './searchModeEnum.js';

@ObjectType('SearchHit', { simpleResolvers: true, description: 'A chunk that a search found.' })
export class SearchHit {
  @Field(() => Float, {
    description:
      'How well it fits, above 0 and at most 1, as the mode says. It compares hits of one query only.',
  })
  readonly score: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The cosine of the vectors of query and chunk, at least 0; null: the chunk has no vector of the model yet, or the ' +
      'mode is KEYWORD.',
  })
  readonly semantic: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "PostgreSQL's ts_rank_cd of the words of the query, below 1; null: the chunk has too few of them, or the mode is SEMANTIC.",
  })
  readonly keyword: number | null;

  @Field(() => [String], {
    description:
      'One to three passages that show why it was found, of some 160 characters, as plain text: without a word of the ' +
      'query, the beginning of the chunk.',
  })
  readonly highlights: readonly string[];

  constructor(
    { score, semantic, keyword, highlights }: Found,
    readonly found: Chunk,
  ) {
    this.score = score;
    this.semantic = semantic;
    this.keyword = keyword;
    this.highlights = highlights;
  }

  @Field(() => Chunk, { description: 'The chunk.' })
  get chunk(): Chunk {
    return this.found;
  }
}

@ObjectType('SearchResult', { simpleResolvers: true, description: 'What a search found.' })
export class SearchResult {
  @Field(() => [SearchHit], {
    description: 'The hits, the best first; those of the same score by document and place.',
  })
  readonly hits: readonly SearchHit[];

  @Field(() => SearchModeEnum, { description: 'By what it found them.' })
  readonly mode: SearchMode;

  @Field(() => String, {
    nullable: true,
    description:
      'Name and version of the model whose vectors were compared; null: none were, in the mode KEYWORD.',
  })
  readonly model: string | null;

  constructor({ mode, model }: Pick<SearchAnswer, 'mode' | 'model'>, hits: readonly SearchHit[]) {
    this.hits = hits;
    this.mode = mode;
    this.model = model;
  }
}
